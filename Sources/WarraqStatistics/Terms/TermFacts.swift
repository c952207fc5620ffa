import WarraqCore

/// What a row says of a term.
public struct TermFacts {
  /// Occurrences in kept documents.
  public let count: Int
  /// Kept documents that hold the term.
  public let documents: Int
  /// Documents that hold the term, duplicates included.
  public let publications: Int
  /// The spelling of the first document; empty if it is the term itself. Valid as long as the row is.
  public let form: UnsafeRawBufferPointer

  public init(count: Int, documents: Int, publications: Int, form: UnsafeRawBufferPointer) {
    (self.count, self.documents) = (count, documents)
    (self.publications, self.form) = (publications, form)
  }

  /// Reads the value of a row of a term.
  public init(_ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    let numbers = TermNumbers(&decoder)
    self.init(
      count: numbers.count, documents: numbers.documents, publications: numbers.publications,
      form: decoder.rest())
  }
}
