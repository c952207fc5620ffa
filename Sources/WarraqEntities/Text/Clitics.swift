/// Arabic words that are written with the next one: و ف, then ب ل ك, then the article.
///
/// Works on the bytes of normalised words, in which a letter is two bytes. Every reading is offered
/// that leaves two letters or more; which one holds is for those to say who know more words.
enum Clitics {
  /// What may stand before the rest of a word.
  struct Reading: Hashable, Sendable {
    /// Bytes before the rest. The article counts only in ``withoutArticle``.
    var offset: Int
    /// Bytes before the rest without its article.
    var withoutArticle: Int
    /// Which clitics were taken: 1 for و or ف, 2 for a preposition, 4 for the article.
    var kind: UInt8
  }

  private static let shortest = 4

  /// The readings of one word.
  struct Readings: RandomAccessCollection {
    /// So many there are at most.
    static let limit = 3
    private var items = InlineArray<3, Reading>(
      repeating: Reading(offset: 0, withoutArticle: 0, kind: 0))
    private(set) var endIndex = 0

    var startIndex: Int { 0 }

    subscript(index: Int) -> Reading { items[index] }

    mutating func append(_ reading: Reading) {
      items[endIndex] = reading
      endIndex += 1
    }
  }

  /// The readings of a word, the shortest clitics first; none for a word that cannot have any.
  static func readings(of word: UnsafeRawBufferPointer) -> Readings {
    var result = Readings()
    guard word.count >= 6, word[0] == 0xD8 || word[0] == 0xD9 else { return result }
    func add(_ offset: Int, _ kind: UInt8) {
      let article = articleLength(
        word, at: offset, afterLam: kind & 2 != 0 && isLam(word, offset - 2))
      guard word.count - offset >= shortest else { return }
      if offset > 0 || article > 0 {
        let has = article > 0 && word.count - offset - article >= shortest
        result.append(
          Reading(
            offset: offset, withoutArticle: offset + (has ? article : 0),
            kind: kind | (has ? 4 : 0)))
      }
    }
    add(0, 0)
    if isPreposition(word, 0) { add(2, 2) }
    if isConjunction(word, 0) {
      add(2, 1)
      if isPreposition(word, 2) { add(4, 3) }
    }
    return result
  }

  /// Whether و or ف stands at a byte.
  static func isConjunction(_ word: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    word[at] == 0xD9 && (word[at + 1] == 0x88 || word[at + 1] == 0x81)  // و ف
  }

  private static func isPreposition(_ word: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    word[at] == 0xD8 && word[at + 1] == 0xA8  // ب
      || word[at] == 0xD9 && (word[at + 1] == 0x84 || word[at + 1] == 0x83)  // ل ك
  }

  private static func isLam(_ word: UnsafeRawBufferPointer, _ at: Int) -> Bool {
    at >= 0 && word[at] == 0xD9 && word[at + 1] == 0x84
  }

  /// The length of the article: ال, or the ل that is left of it behind the preposition ل.
  private static func articleLength(
    _ word: UnsafeRawBufferPointer, at offset: Int, afterLam: Bool
  ) -> Int {
    if afterLam, isLam(word, offset) { return 2 }
    guard offset + 4 <= word.count, word[offset] == 0xD8, word[offset + 1] == 0xA7 else { return 0 }
    return isLam(word, offset + 2) ? 4 : 0
  }
}
