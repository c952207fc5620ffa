import WarraqCore

/// Tokenises a stretch of text of any kind: with ICU's rules in a state machine, ideographs with ICU's dictionary,
/// and with ICU itself, from where nothing looks back to the next white space, where something is beyond those.
/// One thread at a time.
final class StretchTokenizer {
  private let classes = WordClassTable()
  private lazy var iterator = WordIterator()
  private lazy var ideographs = usesDictionary ? IdeographSegmenter(comparing: iterator) : nil
  private let usesDictionary: Bool

  /// - Parameter usesDictionary: whether ideographs are cut without ICU's iterator; for tests.
  init(usesDictionary: Bool = true) { self.usesDictionary = usesDictionary }

  /// Appends the tokens of `range`; stops when `tokens` has `limit` of them, of which the last one may go on. Returns
  /// false where the text cannot be cut in stretches: then it is for ``tokenizeWhole(_:limit:into:)``.
  func tokenize(
    _ text: SourceText, _ range: Range<Int>, limit: Int, into tokens: inout TokenBuffer
  ) -> Bool {
    var scanner = WordScanner(text, range, classes: classes)
    // The tokens up to the last white space or run of ideographs.
    var settled = tokens.count
    while tokens.count < limit {
      switch scanner.next() {
      case .word(let word):
        append(word, of: text, into: &tokens)
      case .ideographs(let run):
        append(ideographs: run, of: text, limit: limit, into: &tokens)
        // Nothing looks across either end of them.
        scanner.stretchStart = scanner.position
        settled = tokens.count
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

  private func append(
    ideographs run: Range<Int>, of text: SourceText, limit: Int, into tokens: inout TokenBuffer
  ) {
    if limit - tokens.count == 1 {
      // Whoever asks whether there is one more need not know where it ends.
      return tokens.append(Token(start: run.lowerBound, length: run.count, hasLetter: true))
    }
    guard let ideographs else { return iterate(text, run, limit: limit, into: &tokens) }
    let bytes = UnsafeBufferPointer(start: text.bytes + run.lowerBound, count: run.count)
    ideographs.forEachWord(bytes) { start, end in
      guard tokens.count < limit else { return }
      tokens.append(
        Token(
          start: run.lowerBound + start, length: end - start,
          hasLetter: hasLetter(text, run.lowerBound + start..<run.lowerBound + end)))
    }
  }

  /// Whether a word of ideographs holds a letter: all of them are but the zero.
  private func hasLetter(_ text: SourceText, _ word: Range<Int>) -> Bool {
    var offset = word.lowerBound
    while offset < word.upperBound {
      let (wordClass, length) = classes.next(
        text.bytes + offset, available: word.upperBound - offset)
      if wordClass.isLetter { return true }
      offset += length
    }
    return false
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
