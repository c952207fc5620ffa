import WarraqCore

/// What is known of one term: the value of a term row.
///
/// ```
/// varint count * 4 + 2 * (publications == documents) + (documents == count)
/// varint documents, if other than count
/// varint publications - documents, if not 0
/// rank:6 form, if documents > 0; an empty form is the term itself
/// ```
public struct TermTally: Equatable, Sendable {
  /// Occurrences in kept documents.
  public var count = 0
  /// Kept documents that hold the term.
  public var documents = 0
  /// Documents that hold the term, duplicates included.
  public var publications = 0
  /// The rank of the document that the form comes from.
  var formRank = TermSlot.noRank
  /// The spelling in that document; empty if it is the term itself.
  public var form: [UInt8] = []

  /// A term that has not been seen.
  public init() {}

  /// Reads a value that ``encode(count:documents:publications:formRank:form:to:)`` wrote.
  public init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    let numbers = TermNumbers(&decoder)
    count = numbers.count
    documents = numbers.documents
    publications = numbers.publications
    formRank = numbers.formRank
    form = Array(decoder.rest())
  }

  static func encode(
    count: Int, documents: Int, publications: Int, formRank: UInt64, form: UnsafeRawBufferPointer,
    to encoder: inout RowEncoder
  ) {
    withUnsafeTemporaryAllocation(byteCount: TermNumbers.sizeLimit, alignment: 1) { buffer in
      let numbers = TermNumbers(
        count: count, documents: documents, publications: publications, formRank: formRank)
      encoder.raw(UnsafeRawBufferPointer(rebasing: buffer[..<numbers.encode(to: buffer)]))
    }
    if documents > 0 { encoder.raw(form) }
  }
}

/// The part of a term row that has a fixed number of fields: all but the form, which follows it.
struct TermNumbers {
  let count: Int
  let documents: Int
  let publications: Int
  let formRank: UInt64

  /// The most bytes that they take.
  static let sizeLimit = 3 * 10 + FormRank.byteCount

  init(count: Int, documents: Int, publications: Int, formRank: UInt64) {
    self.count = count
    self.documents = documents
    self.publications = publications
    self.formRank = formRank
  }

  @inline(__always) init(_ decoder: inout RowDecoder) {
    let first = decoder.varint()
    count = first >> 2
    documents = first & 1 != 0 ? count : decoder.varint()
    publications = documents + (first & 2 != 0 ? 0 : decoder.varint())
    var rank = documents > 0 ? 0 : TermSlot.noRank
    if documents > 0 {
      for _ in 0..<FormRank.byteCount { rank = rank << 8 | UInt64(decoder.byte()) }
    }
    formRank = rank
  }

  /// Writes them to the front of `target`, which has room for ``sizeLimit`` bytes. Returns how many
  /// they take.
  @inline(__always) func encode(to target: UnsafeMutableRawBufferPointer) -> Int {
    let isOnceEach = documents == count
    let isNeverRepeated = publications == documents
    var size = 0
    Self.varint(
      count << 2 | (isNeverRepeated ? 2 : 0) | (isOnceEach ? 1 : 0), to: target, at: &size)
    if !isOnceEach { Self.varint(documents, to: target, at: &size) }
    if !isNeverRepeated { Self.varint(publications - documents, to: target, at: &size) }
    guard documents > 0 else { return size }
    for shift in stride(from: 8 * (FormRank.byteCount - 1), through: 0, by: -8) {
      target[size] = UInt8(truncatingIfNeeded: formRank &>> UInt64(shift))
      size += 1
    }
    return size
  }

  /// As ``RowEncoder`` writes it.
  @inline(__always) private static func varint(
    _ value: Int, to target: UnsafeMutableRawBufferPointer, at size: inout Int
  ) {
    var rest = UInt64(value)
    while rest >= 0x80 {
      target[size] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      size += 1
    }
    target[size] = UInt8(truncatingIfNeeded: rest)
    size += 1
  }
}
