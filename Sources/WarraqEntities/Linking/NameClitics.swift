/// Letters of Arabic that are written together with the word behind them: و ف ب ل ك, and ل with ال as لل.
enum NameClitics {
  private static let and: [UInt16] = [0xD988, 0xD981]
  private static let to: UInt16 = 0xD984
  private static let like: UInt16 = 0xD983
  private static let prepositions: [UInt16] = [0xD8A8, to, like]
  private static let article: [UInt8] = [0xD8, 0xA7, 0xD9, 0x84]
  /// What is left has at least three letters.
  private static let minimum = 6

  /// Calls `body` with what each reading of a folded name without its clitics would be, until it says
  /// that it has what it wants. Returns whether it did.
  static func forEachReading(
    of name: UnsafeRawBufferPointer, _ body: ([UInt8]) -> Bool
  ) -> Bool {
    guard isClitic(name, 0) else { return false }
    for base in and.contains(letter(name, 0)) ? [0, 2] : [0] {
      if base > 0, read(name, from: base, article: false, body) { return true }
      guard prepositions.contains(letter(name, base)) else { continue }
      // Names begin with ك more often than it is written before them, but for names with ال.
      if letter(name, base) == like, !name[(base + 2)...].starts(with: article) { continue }
      let isBeforeArticle = letter(name, base) == to && letter(name, base + 2) == to
      if read(name, from: base + (isBeforeArticle ? 4 : 2), article: isBeforeArticle, body) {
        return true
      }
    }
    return false
  }

  /// Calls `body` with a word and with each form that clitics give it, and the bytes of these: none for لل,
  /// behind which the word is not as it was.
  static func forEachForm(
    of word: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer, Int) -> Void
  ) {
    body(word, 0)
    guard word.count >= minimum, letter(word, 0) >= 0xD8A0, letter(word, 0) < 0xDA00 else { return }
    let hasArticle = word.starts(with: article)
    withUnsafeTemporaryAllocation(byteCount: word.count + longest, alignment: 1) { form in
      for (letters, preposition) in before where hasArticle || preposition != like {
        let isTo = hasArticle && preposition == to
        let rest = UnsafeRawBufferPointer(rebasing: word[(isTo ? article.count : 0)...])
        var count = letters.count
        form.copyBytes(from: letters)
        if isTo {
          form[count] = letters[count - 2]
          form[count + 1] = letters[count - 1]
          count += 2
        }
        UnsafeMutableRawBufferPointer(rebasing: form[count...]).copyMemory(from: rest)
        let whole = UnsafeRawBufferPointer(rebasing: form[..<(count + rest.count)])
        body(whole, isTo ? 0 : letters.count)
      }
    }
  }

  /// What may stand before a word: the bytes, and the preposition among them.
  private static let before: [(letters: [UInt8], preposition: UInt16?)] =
    ([nil] + and).flatMap { conjunction in
      ([nil] + prepositions).map { preposition in
        let letters = [conjunction, preposition].compactMap(\.self)
        return (letters.flatMap { [UInt8($0 >> 8), UInt8($0 & 0xFF)] }, preposition)
      }
    }.filter { !$0.letters.isEmpty }
  /// Bytes that a form has more than its word, at most.
  private static let longest = 4

  private static func read(
    _ name: UnsafeRawBufferPointer, from start: Int, article hasArticle: Bool,
    _ body: ([UInt8]) -> Bool
  ) -> Bool {
    let rest = name[start...]
    guard rest.prefix(while: { $0 != UInt8(ascii: " ") }).count >= minimum else { return false }
    return body((hasArticle ? article : []) + rest)
  }

  private static func isClitic(_ name: UnsafeRawBufferPointer, _ offset: Int) -> Bool {
    let first = letter(name, offset)
    return and.contains(first) || prepositions.contains(first)
  }

  /// The two bytes at an offset; 0 behind the end.
  private static func letter(_ name: UnsafeRawBufferPointer, _ offset: Int) -> UInt16 {
    offset + 1 < name.count ? UInt16(name[offset]) << 8 | UInt16(name[offset + 1]) : 0
  }
}
