public import WarraqCore

/// Adds up the rows of one term, of one spelling, or of all tokens.
public final class TermCombiner: RowCombiner {
  private var key: [UInt8] = []
  private var isTerm = false
  private var sum = TermTally()
  private var hasRows = false
  private var encoder = RowEncoder()

  public init() {}

  public func begin(key: UnsafeRawBufferPointer) {
    self.key.removeAll(keepingCapacity: true)
    self.key.append(contentsOf: key)
    isTerm = !key.isEmpty && key[0] != TermKey.formMark
    (sum.count, sum.documents, sum.publications) = (0, 0, 0)
    sum.formRank = TermSlot.noRank
    sum.form.removeAll(keepingCapacity: true)
  }

  public func add(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    guard isTerm else {
      sum.count += decoder.varint()
      return
    }
    var next = TermTally()
    let form = next.readNumbers(&decoder)
    sum.count += next.count
    sum.documents += next.documents
    sum.publications += next.publications
    if next.formRank < sum.formRank
      || next.formRank == sum.formRank && next.documents > 0 && precedes(form, sum.form)
    {
      sum.formRank = next.formRank
      sum.form.removeAll(keepingCapacity: true)
      sum.form.append(contentsOf: form)
    }
  }

  public func end(into value: inout [UInt8]) {
    encoder.removeAll()
    if isTerm {
      sum.form.withUnsafeBytes {
        TermTally.encode(
          count: sum.count, documents: sum.documents, publications: sum.publications,
          formRank: sum.formRank, form: $0, to: &encoder)
      }
    } else {
      encoder.varint(sum.count)
    }
    value += encoder.bytes
  }

  /// The order of two forms by bytes, where an empty one stands for the term.
  private func precedes(_ a: UnsafeRawBufferPointer, _ b: [UInt8]) -> Bool {
    let second = b.isEmpty ? key : b
    return a.isEmpty
      ? key.lexicographicallyPrecedes(second) : a.lexicographicallyPrecedes(second)
  }
}
