import WarraqCore

/// Takes lines out of the documents of one shard.
final class RepeatedTextApplier: DocumentWorker {
  /// Of ``UnitPlace``.
  private let places: ShardMessages

  init(_ decision: ShardMessages) { places = decision }

  func process(_ batch: DocumentBatch) {
    for document in batch.documents where document.isKept {
      var removed: [Int] = []
      places.forEach(of: document.place.ordinal) { removed += UnitPlace($0).lines }
      if !removed.isEmpty { document.removeLines(removed) }
    }
  }
}
