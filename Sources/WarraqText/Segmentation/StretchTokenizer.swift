import WarraqCore

/// Tokenises a stretch of text of any kind: with ICU's rules in a state machine, and with ICU itself
/// from white space to white space where something is beyond those. One thread at a time.
final class StretchTokenizer {
  private let classes = WordClassTable()
  private lazy var iterator = WordIterator()

  /// Appends the tokens of `range`; stops when `tokens` has `limit` of them. Returns false where the
  /// text cannot be cut in stretches: then it is for ``tokenizeWhole(_:limit:into:)``.
  func tokenize(
    _ text: SourceText, _ range: Range<Int>, limit: Int, into tokens: inout TokenBuffer
  ) -> Bool {
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
        tokens.truncate(to: settled)
        iterate(text, scanner.stretch(), limit: limit, into: &tokens)
        settled = tokens.count
      case .unbound:
        return false
      case .end:
        return true
      }
    }
    return true
  }

  /// Fills `tokens` with the tokens of all of `text`, as ICU gives them.
  func tokenizeWhole(_ text: SourceText, limit: Int, into tokens: inout TokenBuffer) {
    tokens.truncate(to: 0)
    iterate(text, 0..<text.count, limit: limit, into: &tokens)
  }

  /// Sends a stretch through ICU.
  private func iterate(
    _ text: SourceText, _ range: Range<Int>, limit: Int, into tokens: inout TokenBuffer
  ) {
    let stretch = UnsafeBufferPointer(start: text.bytes + range.lowerBound, count: range.count)
    iterator.forEachWord(stretch) { start, end in
      let bounds = range.lowerBound + start..<range.lowerBound + end
      append(FullStops.word(text, bounds, classes: classes), of: text, into: &tokens)
      return tokens.count < limit
    }
  }

  @inline(__always) private func append(
    _ word: Word, of text: SourceText, into tokens: inout TokenBuffer
  ) {
    if word.hasFullStop {
      FullStops.split(text, word, classes: classes, into: &tokens)
    } else {
      tokens.append(
        Token(start: word.start, length: word.end - word.start, hasLetter: word.hasLetter))
    }
  }
}
