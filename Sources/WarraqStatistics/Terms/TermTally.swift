import WarraqCore

/// What is known of one term: the value of a term row.
///
/// ```
/// varint count * 4 + 2 * (publications == documents) + (documents == count)
/// varint documents, if other than count
/// varint publications - documents, if not 0
/// rank:6 form, if documents > 0; an empty form is the term itself
/// ```
struct TermTally {
  /// Occurrences in kept documents.
  var count = 0
  /// Kept documents that hold the term.
  var documents = 0
  /// Documents that hold the term, duplicates included.
  var publications = 0
  /// The rank of the document that the form comes from.
  var formRank = TermSlot.noRank
  /// The spelling in that document; empty if it is the term itself.
  var form: [UInt8] = []

  /// Appends the value of the term's row.
  func encode(to encoder: inout RowEncoder) {
    withUnsafeTemporaryAllocation(byteCount: TermNumbers.sizeLimit, alignment: 1) { memory in
      var fields = RowFields(memory)
      TermNumbers(
        count: count, documents: documents, publications: publications, formRank: formRank
      ).encode(to: &fields)
      encoder.raw(fields.bytes)
    }
    if documents > 0 { form.withUnsafeBytes { encoder.raw($0) } }
  }
}

/// The part of a term row that has a fixed number of fields: all but the form, which follows it.
struct TermNumbers {
  let count: Int
  let documents: Int
  let publications: Int
  let formRank: UInt64

  /// The most bytes that are written for them.
  static let sizeLimit = 3 * RowFields.varintSize + 8

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

  /// Writes them; there is room for ``sizeLimit`` bytes.
  @inline(__always) func encode(to fields: inout RowFields) {
    let isOnceEach = documents == count
    let isNeverRepeated = publications == documents
    fields.varint(count << 2 | (isNeverRepeated ? 2 : 0) | (isOnceEach ? 1 : 0))
    if !isOnceEach { fields.varint(documents) }
    if !isNeverRepeated { fields.varint(publications - documents) }
    if documents > 0 { fields.fixed(formRank, size: FormRank.byteCount) }
  }
}
