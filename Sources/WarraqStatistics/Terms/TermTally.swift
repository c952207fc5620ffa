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
    let isOnceEach = documents == count
    let isNeverRepeated = publications == documents
    encoder.varint(count << 2 | (isNeverRepeated ? 2 : 0) | (isOnceEach ? 1 : 0))
    if !isOnceEach { encoder.varint(documents) }
    if !isNeverRepeated { encoder.varint(publications - documents) }
    guard documents > 0 else { return }
    for shift in stride(from: 8 * (FormRank.byteCount - 1), through: 0, by: -8) {
      encoder.bytes.append(UInt8(truncatingIfNeeded: formRank >> UInt64(shift)))
    }
    encoder.raw(form)
  }
}

/// The part of a term row that has a fixed number of fields: all but the form, which follows it.
struct TermNumbers {
  let count: Int
  let documents: Int
  let publications: Int
  let formRank: UInt64

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
}
