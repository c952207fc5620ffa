import WarraqCore

/// Tokenises a stretch of text of any kind: with ICU's rules in a state machine, and with ICU itself
/// from white space to white space where something is beyond those. One thread at a time.
final class StretchTokenizer {
  private let classes = WordClassTable()
  private lazy var iterator = WordIterator()

  /// Appends the tokens of `range`; stops when `tokens` has `limit` of them.
  func tokenize(_ text: SourceText, _ range: Range<Int>, limit: Int, into tokens: inout [Token]) {
    var scanner = WordScanner(text, range, classes: classes)
    // The tokens up to the last white space.
    var settled = tokens.count
    while tokens.count < limit {
      switch scanner.next() {
      case .word(let word):
        append(word, of: text, into: &tokens)
      case .space:
        scanner.stretchStart = scanner.position
        settled = tokens.count
      case .complex:
        tokens.removeSubrange(settled...)
        iterate(text, scanner.stretch(), limit: limit, into: &tokens)
        settled = tokens.count
      case .end:
        return
      }
    }
  }

  /// Sends a stretch through ICU.
  private func iterate(
    _ text: SourceText, _ range: Range<Int>, limit: Int, into tokens: inout [Token]
  ) {
    let stretch = UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count)
    iterator.forEachWord(stretch) { start, end in
      let bounds = range.lowerBound + start..<range.lowerBound + end
      append(FullStops.word(text, bounds, classes: classes), of: text, into: &tokens)
      return tokens.count < limit
    }
  }

  @inline(__always) private func append(
    _ word: Word, of text: SourceText, into tokens: inout [Token]
  ) {
    if word.hasFullStop {
      FullStops.split(text, word, classes: classes, into: &tokens)
    } else {
      tokens.append(
        Token(start: word.start, length: word.end - word.start, hasLetter: word.hasLetter))
    }
  }
}
