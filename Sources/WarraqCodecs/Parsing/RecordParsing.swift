import WarraqCore

/// Turns the bytes of one record, in UTF-8, into a document. One type for each format.
protocol RecordParsing: AnyObject {
  /// Fills `document`, which is reset.
  ///
  /// - Returns: what is wrong with the record, or `nil`. The document is of no use then.
  func parse(_ record: UnsafeRawBufferPointer, into document: Document) -> BadRecord?
}
