import WarraqCore

/// The rule about full stops that weld words: `الرياض.وقال` becomes two tokens, `ا.ف.ب` stays one.
///
/// A word in which some full stop stands between two letters neither of which is Latin, Greek or
/// Cyrillic is split at every such full stop, unless all parts have at most two letters.
enum FullStops {
  private static let fullStop: UInt8 = 0x2E

  /// What the rule needs to know of a word that ICU gave.
  static func word(
    _ text: SourceText, _ range: Range<Int>, classes: WordClassTable
  ) -> Word {
    var word = Word(
      start: range.lowerBound, end: range.upperBound, hasLetter: false, hasFullStop: false)
    forEach(text, range, classes) { offset, wordClass in
      word.hasLetter = word.hasLetter || wordClass.isLetter
      word.hasFullStop = word.hasFullStop || text.bytes[offset] == fullStop
    }
    return word
  }

  /// Appends the tokens of `word`: its parts, or itself.
  static func split(
    _ text: SourceText, _ word: Word, classes: WordClassTable,
    into tokens: inout TokenBuffer
  ) {
    let before = tokens.count
    var start = word.start
    var longest = 0
    forEachStop(text, word, classes) { stop in
      longest = max(longest, append(text, start..<stop, classes, into: &tokens))
      start = stop + 1
    }
    longest = max(longest, append(text, start..<word.end, classes, into: &tokens))
    guard longest <= 2 || start == word.start else { return }
    tokens.truncate(to: before)
    tokens.append(
      Token(start: word.start, length: word.end - word.start, hasLetter: word.hasLetter))
  }

  /// Appends a part and returns the number of its letters.
  private static func append(
    _ text: SourceText, _ range: Range<Int>, _ classes: WordClassTable,
    into tokens: inout TokenBuffer
  ) -> Int {
    var letters = 0
    forEach(text, range, classes) { _, wordClass in
      if wordClass.isLetter { letters += 1 }
    }
    tokens.append(Token(start: range.lowerBound, length: range.count, hasLetter: letters > 0))
    return letters
  }

  /// Calls `body` with every full stop between two letters of other scripts.
  private static func forEachStop(
    _ text: SourceText, _ word: Word, _ classes: WordClassTable,
    _ body: (Int) -> Void
  ) {
    var stop: Int?
    var isAfterForeign = false
    forEach(text, word.start..<word.end, classes) { offset, wordClass in
      if let found = stop, wordClass.isForeignLetter { body(found) }
      stop = text.bytes[offset] == fullStop && isAfterForeign ? offset : nil
      isAfterForeign = wordClass.isForeignLetter
    }
  }

  @inline(__always) private static func forEach(
    _ text: SourceText, _ range: Range<Int>, _ classes: WordClassTable,
    _ body: (_ offset: Int, _ wordClass: WordClass) -> Void
  ) {
    var offset = range.lowerBound
    while offset < range.upperBound {
      let (wordClass, length) = classes.next(
        text.bytes + offset, available: range.upperBound - offset)
      body(offset, wordClass)
      offset += length
    }
  }
}
