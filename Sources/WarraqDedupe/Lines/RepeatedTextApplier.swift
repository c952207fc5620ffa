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
      var index = first(of: document.place.ordinal)
      var removed: [Int] = []
      while index < places.count, places[index].ordinal == document.place.ordinal {
        removed += places[index].lines
        index += 1
      }
      if !removed.isEmpty {
        document.replaceText { $0 = TextUnits.text($0, without: removed) }
      }
    }
  }

  private func first(of ordinal: Int) -> Int {
    var low = 0
    var high = places.count
    while low < high {
      let middle = (low + high) / 2
      if places[middle].ordinal < ordinal { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
