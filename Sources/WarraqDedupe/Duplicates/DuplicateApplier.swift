public import WarraqCore

/// Marks the documents of one shard that a decision calls duplicates.
public final class DuplicateApplier: DocumentWorker {
  /// Ordinals in the shard.
  private let decision: ShardMessages

  /// Makes the worker of one lane; `decision` are the messages of a dedupe round to the shard.
  public init(decision: ShardMessages) { self.decision = decision }

  public func process(_ batch: DocumentBatch) {
    // The batches of a shard reach the lanes in any order, so every document is looked up.
    for document in batch.documents
    where document.isKept && decision.contains(document.place.ordinal) {
      document.markDuplicate()
    }
  }
}
