import WarraqEntities

/// Which entities of one document stand in one sentence: of those that it names most often.
struct EntityPairs {
  /// So many entities of a document, the most often named ones, are paired: 496 pairs at most.
  static let limit = 32

  /// The entities that are paired, by their numbers in the document.
  private(set) var entities: [Int] = []
  /// For each two of them the number of sentences that hold both.
  private var sentences = [Int](repeating: 0, count: limit * limit)

  /// Replaces the entities by the most often named ones: `counts` holds the mentions of each.
  mutating func choose(_ present: [Int], counts: [Int]) {
    entities.removeAll(keepingCapacity: true)
    entities += present
    if entities.count > Self.limit {
      // In the order of their first mentions where they are named as often.
      let places = Dictionary(uniqueKeysWithValues: present.enumerated().map { ($1, $0) })
      entities.sort {
        counts[$0] != counts[$1]
          ? counts[$0] > counts[$1] : places[$0, default: 0] < places[$1, default: 0]
      }
      entities.removeSubrange(Self.limit...)
    }
    for index in 0..<entities.count * Self.limit { sentences[index] = 0 }
  }

  /// Counts the sentences of a text by its mentions, which come in the order of their places.
  mutating func countSentences(_ mentions: [LinkedMention], in text: UnsafeRawBufferPointer) {
    var present: UInt64 = 0
    var end = 0
    for mention in mentions {
      let start = mention.form.lowerBound
      if end < start, SentenceBreaks.contains(end..<start, in: text) {
        count(present)
        present = 0
      }
      if let index = entities.firstIndex(of: mention.entity) { present |= 1 << UInt64(index) }
      end = mention.form.upperBound
    }
    count(present)
  }

  /// Calls `body` with the places of each two among ``entities`` and the number of sentences that hold both.
  func forEach(_ body: (_ first: Int, _ second: Int, _ sentences: Int) -> Void) {
    for first in entities.indices {
      for second in entities.indices.dropFirst(first + 1) {
        body(first, second, sentences[first * Self.limit + second])
      }
    }
  }

  private mutating func count(_ present: UInt64) {
    guard present & (present &- 1) != 0 else { return }
    for first in entities.indices where present & 1 << UInt64(first) != 0 {
      for second in entities.indices.dropFirst(first + 1)
      where present & 1 << UInt64(second) != 0 { sentences[first * Self.limit + second] += 1 }
    }
  }
}
