public import WarraqCore

/// Cuts texts into tokens: the words and numbers of ICU's word break iterator, root locale, and then
/// words that a full stop has welded.
///
/// The common classes run through a state machine of our own on bytes. A stretch between white space
/// that holds anything else (ideographs, Thai, Hebrew, emoji, ...) goes through ICU itself: white
/// space is never part of a word, and no rule or dictionary looks across it. One thread at a time.
public final class Tokenizer {
  private let classes = WordClassTable()
  private lazy var iterator = WordIterator()
  private var first: [Token] = []

  public init() {}

  /// Fills `tokens` with the tokens of `text` (valid UTF-8 of less than 1 GiB) in order; what it
  /// held before is forgotten.
  public func tokenize(_ text: UnsafeRawBufferPointer, into tokens: inout [Token]) {
    tokens.removeAll(keepingCapacity: true)
    scan(text, limit: .max, into: &tokens)
  }

  /// Whether `text` holds a token. Stops at the first.
  public func hasToken(_ text: UnsafeRawBufferPointer) -> Bool {
    first.removeAll(keepingCapacity: true)
    scan(text, limit: 1, into: &first)
    return !first.isEmpty
  }

  private func scan(_ text: UnsafeRawBufferPointer, limit: Int, into tokens: inout [Token]) {
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let base = text.baseAddress else { return }
      var scanner = WordScanner(base, count: text.count, classes: classes)
      var stretch = 0
      while tokens.count < limit {
        switch scanner.next() {
        case .word(let word):
          append(word, of: text, into: &tokens)
        case .space:
          scanner.stretchStart = scanner.position
          stretch = tokens.count
        case .complex:
          tokens.removeSubrange(stretch...)
          let range = scanner.stretch()
          iterate(text, range, limit: limit, into: &tokens)
          stretch = tokens.count
        case .end:
          return
        }
      }
    }
  }

  /// Sends a stretch through ICU.
  private func iterate(
    _ text: UnsafeBufferPointer<UInt8>, _ range: Range<Int>, limit: Int, into tokens: inout [Token]
  ) {
    let stretch = UnsafeBufferPointer(rebasing: text[range])
    iterator.forEachWord(stretch) { start, end in
      let bounds = range.lowerBound + start..<range.lowerBound + end
      append(FullStops.word(text, bounds, classes: classes), of: text, into: &tokens)
      return tokens.count < limit
    }
  }

  @inline(__always) private func append(
    _ word: Word, of text: UnsafeBufferPointer<UInt8>, into tokens: inout [Token]
  ) {
    if word.hasFullStop {
      FullStops.split(text, word, classes: classes, into: &tokens)
    } else {
      let token = Token(
        start: word.start, length: word.end - word.start, hasLetter: word.hasLetter)
      tokens.append(token)
    }
  }
}

/// A word as the iterator gives it, before full stops are looked at.
struct Word {
  var start: Int
  var end: Int
  var hasLetter: Bool
  /// Whether a full stop may stand between two letters.
  var hasFullStop: Bool
}
