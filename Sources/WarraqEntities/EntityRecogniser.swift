public import WarraqCore

/// Finds names in documents. One for each lane, used by one thread at a time.
///
/// What it finds may depend on the document and on what the recogniser was made with alone, never on
/// the documents before it: shards are cut differently from run to run.
public protocol EntityRecogniser: AnyObject {
  /// Replaces `spans` by the names in the document's text, in the order of their places, none inside
  /// another.
  func recognise(_ document: Document, into spans: inout [EntitySpan])
}
