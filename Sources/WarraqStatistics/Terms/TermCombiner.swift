public import WarraqCore

/// Adds up the rows of one term, of one spelling, or of all tokens.
public final class TermCombiner: RowCombiner {
  private var sum = TermSum()

  public init() {}

  public func begin(key: UnsafeRawBufferPointer) { sum.begin(key) }

  public func add(_ value: UnsafeRawBufferPointer) { sum.add(value) }

  public func end(into value: inout [UInt8]) { sum.end(into: &value) }
}

/// What a ``TermCombiner`` has added up so far: a value, so that nothing in it is checked step by
/// step.
private struct TermSum {
  private var key: [UInt8] = []
  private var isTerm = false
  private var tally = TermTally()
  private var encoder = RowEncoder()

  @inline(__always) mutating func begin(_ key: UnsafeRawBufferPointer) {
    Self.replace(&self.key, by: key)
    isTerm = !key.isEmpty && key[0] != TermKey.formMark
    (tally.count, tally.documents, tally.publications) = (0, 0, 0)
    tally.formRank = TermSlot.noRank
    tally.form.removeAll(keepingCapacity: true)
  }

  @inline(__always) mutating func add(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    guard isTerm else {
      tally.count += decoder.varint()
      return
    }
    let next = TermNumbers(&decoder)
    tally.count += next.count
    tally.documents += next.documents
    tally.publications += next.publications
    guard next.documents > 0, next.formRank <= tally.formRank else { return }
    let form = decoder.rest()
    if next.formRank < tally.formRank || precedes(form, tally.form) {
      tally.formRank = next.formRank
      Self.replace(&tally.form, by: form)
    }
  }

  @inline(__always) mutating func end(into value: inout [UInt8]) {
    swap(&encoder.bytes, &value)
    if isTerm {
      tally.encode(to: &encoder)
    } else {
      encoder.varint(tally.count)
    }
    swap(&encoder.bytes, &value)
  }

  /// The order of two forms by bytes, where an empty one stands for the term.
  private func precedes(_ a: UnsafeRawBufferPointer, _ b: [UInt8]) -> Bool {
    key.withUnsafeBytes { term in
      b.withUnsafeBytes { (a.isEmpty ? term : a).precedes(b.isEmpty ? term : $0) }
    }
  }

  private static func replace(_ array: inout [UInt8], by bytes: UnsafeRawBufferPointer) {
    array.removeAll(keepingCapacity: true)
    array.append(contentsOf: bytes.assumingMemoryBound(to: UInt8.self))
  }
}
