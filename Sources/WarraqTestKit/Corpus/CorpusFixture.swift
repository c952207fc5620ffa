/// A small corpus whose every count is known: what each record is, and what a report must say.
public struct CorpusFixture: Sendable {
  public var records: [FixtureRecord] = []

  public init() {}

  /// `documents` different stories, every `copyEvery`th followed by a copy of an earlier one. The
  /// same arguments make the same bytes.
  public static func stories(
    _ documents: Int, copyEvery: Int = 0, words: Int = 30, seed: UInt64 = 1
  ) -> CorpusFixture {
    var fixture = CorpusFixture()
    var random = SplitMix(seed)
    for story in 0..<documents {
      // A word of its own makes every story different.
      let own = "story\(seed)x\(story)"
      let text = [own] + (0..<words).map { _ in vocabulary[random.below(vocabulary.count)] }
      fixture.add(text, date: story)
      if copyEvery > 0, story % copyEvery == copyEvery - 1 {
        fixture.addCopy(of: random.below(fixture.records.count))
      }
    }
    return fixture
  }

  /// Words that normalisation leaves as they are, so that a fixture knows its terms.
  static let vocabulary = [
    "خبر", "سوق", "نفط", "مال", "وزير", "مدينه", "شركه", "مصر", "لبنان", "تونس", "عمل", "يوم",
    "news", "market", "oil", "bank", "city", "minister", "report", "week", "новости", "рынок",
    "ville", "marché", "2015", "17",
  ]

  /// Adds a document of these words, separated by spaces.
  public mutating func add(_ words: [String], date: Int = 0) {
    let ordinal = records.count
    let day = 1 + date % 28
    let month = 1 + date / 28 % 12
    let id = "doc-\(ordinal)"
    let json =
      "{\"id\": \"\(id)\", \"source\": \"paper\(ordinal % 3)\", \"lang\": \"ar\", "
      + "\"date\": \"2015-\(pad(month))-\(pad(day))\", \"text\": \"\(words.joined(separator: " "))\"}"
    records.append(FixtureRecord(bytes: Array(json.utf8), fate: .kept, id: id, words: words))
  }

  /// Adds a reprint of a document under an id of its own; of the first one with that text.
  public mutating func addCopy(of ordinal: Int) {
    var original = ordinal
    if case .duplicate(let first) = records[ordinal].fate { original = first }
    add(records[original].words)
    records[records.count - 1].fate = .duplicate(of: original)
  }

  /// Puts a bad record at a place; later ones move on by one.
  public mutating func insert(_ record: FixtureRecord, at ordinal: Int) {
    records.insert(record, at: ordinal)
    for index in records.indices {
      if case .duplicate(let original) = records[index].fate, original >= ordinal {
        records[index].fate = .duplicate(of: original + 1)
      }
    }
  }

  private func pad(_ value: Int) -> String { value < 10 ? "0\(value)" : "\(value)" }
}
