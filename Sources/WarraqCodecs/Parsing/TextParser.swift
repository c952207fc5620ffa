import WarraqCore

/// The record is the text; nothing else is known.
final class TextParser: RecordParsing {
  func parse(_ record: UnsafeRawBufferPointer, into document: Document) -> BadRecord? {
    document.replaceText { $0.append(contentsOf: record) }
    return nil
  }
}
