import WarraqCore

/// Takes lines out of the documents of one shard.
final class RepeatedTextApplier: DocumentWorker {
  /// In the order of documents, then of lines.
  private var places: [UnitPlace] = []

  init(_ decision: ShardMessages) {
    places.reserveCapacity(decision.count)
    decision.forEach { places.append(UnitPlace($0)) }
  }

  func process(_ batch: DocumentBatch) {
    guard !places.isEmpty else { return }
    for document in batch.documents where document.isKept {
      var index = places.lowerBound { $0.ordinal < document.place.ordinal }
      var removed: [Int] = []
      while index < places.count, places[index].ordinal == document.place.ordinal {
        removed += places[index].lines
        index += 1
      }
      if !removed.isEmpty {
        document.replaceText { $0 = TextLines.text($0, without: removed) }
      }
    }
  }
}
