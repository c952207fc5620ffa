public import WarraqCore

/// Marks the documents of one shard that a decision calls duplicates.
public final class DuplicateApplier: DocumentWorker {
  /// Ordinals in the shard, ascending.
  private let ordinals: [Int]

  /// Makes the worker of one lane; `decision` are the messages of a dedupe round to the shard.
  public init(decision: ShardMessages) {
    var ordinals: [Int] = []
    ordinals.reserveCapacity(decision.count)
    decision.forEach { message in
      var decoder = RowDecoder(message)
      ordinals.append(decoder.ordinal())
    }
    self.ordinals = ordinals
  }

  public func process(_ batch: DocumentBatch) {
    // The batches of a shard reach the lanes in any order, so every document is looked up.
    guard !ordinals.isEmpty else { return }
    for document in batch.documents where document.isKept && contains(document.place.ordinal) {
      document.markDuplicate()
    }
  }

  private func contains(_ ordinal: Int) -> Bool {
    let index = ordinals.lowerBound { $0 < ordinal }
    return index < ordinals.count && ordinals[index] == ordinal
  }
}
