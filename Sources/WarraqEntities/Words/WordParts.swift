/// What tables know of a word and of what is left of it without its clitics: each is looked up once.
struct WordParts {
  /// The word, or a reading of it.
  struct Part {
    var reading = Clitics.Reading(offset: 0, withoutArticle: 0, kind: 0)
    /// The hashes of the rest of the word, with and without its article.
    var rest: UInt64 = 0
    var bare: UInt64 = 0
    var entry: WordEntry?
    var node: GazetteerNode = []
  }

  /// The word as it stands.
  private(set) var whole = Part()
  private var items = InlineArray<3, Part>(repeating: Part())
  private(set) var count = 0

  @inline(__always) init(
    _ word: UnsafeRawBufferPointer, _ hash: UInt64, _ words: WordTable, _ names: Gazetteer
  ) {
    whole.rest = hash
    whole.bare = hash
    whole.entry = words.entry(hash)
    whole.node = names.node(hash)
    for reading in Clitics.readings(of: word) {
      var part = whole
      part.reading = reading
      if reading.offset > 0 {
        part.rest = Self.hash(word, reading.offset)
        part.entry = words.entry(part.rest)
        part.node = names.node(part.rest)
      }
      part.bare = Self.hash(word, reading.withoutArticle)
      items[count] = part
      count += 1
    }
  }

  /// Calls `body` with each reading.
  @inline(__always) func forEach(_ body: (Part) -> Void) {
    for index in 0..<count { body(items[index]) }
  }

  /// Calls `body` with each reading that leaves clitics out.
  @inline(__always) func forEachRest(_ body: (Part) -> Void) {
    for index in 0..<count where items[index].reading.offset > 0 { body(items[index]) }
  }

  /// The last reading: that with the most clitics.
  var last: Part? { count > 0 ? items[count - 1] : nil }

  private static func hash(_ word: UnsafeRawBufferPointer, _ start: Int) -> UInt64 {
    WordHash.of(UnsafeRawBufferPointer(rebasing: word[start...]))
  }
}
