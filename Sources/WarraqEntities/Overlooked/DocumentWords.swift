import WarraqCore

/// The words of a document by their hashes, and which span holds each.
struct DocumentWords {
  /// Of each word the hash of its normalised bytes; 0 of marks.
  private(set) var hashes: [UInt64] = []
  /// Of each word the number of its normalised bytes.
  private(set) var lengths: [Int] = []
  /// Of each word how it is written: to the recogniser a folded letter of any script is a capital.
  private(set) var shapes: [WordShape] = []
  private var triggers: [Trigger] = []
  /// Of each word the number of its span; -1 of what is no name.
  private var owners: [Int32] = []
  /// The first byte of letters from Hebrew on, which have no case.
  private static let caseless: UInt8 = 0xD6

  mutating func read(_ text: TokenText, _ words: [TaggedWord], _ spans: [EntitySpan]) {
    let tokens = text.sequence.tokens
    hashes.replaceAll(zip(tokens, words).lazy.map { $0.shape == .punctuation ? 0 : $1.hash })
    lengths.replaceAll(tokens.lazy.map { Int($0.length) })
    triggers.replaceAll(words.lazy.map(\.trigger))
    shapes.replaceAll(
      tokens.lazy.map { token in
        let hasCase =
          token.shape == .punctuation || text.normalized[Int(token.start)] < Self.caseless
        return hasCase ? token.shape : .caseless
      })
    mark(spans, text)
  }

  /// Notes which words the spans hold.
  mutating func mark(_ spans: [EntitySpan], _ text: TokenText) {
    let tokens = text.sequence.tokens
    owners.replaceAll(repeatElement(-1, count: tokens.count))
    // Where two spans held a word, it would be the first one's.
    for (number, span) in spans.enumerated().reversed() {
      var index = tokens.lowerBound { $0.published.upperBound <= span.form.lowerBound }
      while index < tokens.count, tokens[index].published.lowerBound < span.form.upperBound {
        owners[index] = Int32(number)
        index += 1
      }
    }
  }

  /// Calls `body` with each span that holds words, and these.
  func forEachSpan(_ body: (Int, Range<Int>) -> Void) {
    var index = 0
    while index < owners.count {
      let owner = owners[index]
      var end = index + 1
      while end < owners.count, owners[end] == owner { end += 1 }
      if owner >= 0 { body(Int(owner), index..<end) }
      index = end
    }
  }

  /// Whether a word is in no span, and none that is a mark.
  func isFree(_ index: Int) -> Bool { owners[index] < 0 && hashes[index] != 0 }

  /// What a word says of the one beside it.
  func trigger(_ index: Int) -> Trigger { triggers[index] }
}

extension DocumentWords {
  /// Whether what may be a name is one that nobody has found: its words are in no span, or in several, or in
  /// one of another type or of a person, and it is longer than these; it is no part of a longer name; and what
  /// it asks for is there. A place or body in its short form is left so: the lists link it.
  func accepts(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText, _ spans: [EntitySpan]
  ) -> Bool {
    let sides = [match.tokens.lowerBound - 1, match.tokens.upperBound].filter(line.contains)
    let beside = sides.map { owners[$0] }.filter { $0 >= 0 }
    if beside.contains(where: { spans[Int($0)].type == match.type }) { return false }
    let held = match.tokens.map { owners[$0] }.filter { $0 >= 0 }
    if let first = held.first {
      guard !beside.contains(where: held.contains) else { return false }
      let isOther = spans[Int(first)].type != match.type || match.type == .person
      let isOne = held.allSatisfy { $0 == first }
      guard !isOne || isOther && held.count < match.tokens.count else { return false }
    }
    return hasCare(match, in: line, text) && !(match.type == .person && isNamesake(match, line))
  }

  /// Whether what a name asks for is there.
  private func hasCare(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText
  ) -> Bool {
    let (first, before) = (match.tokens.lowerBound, match.tokens.lowerBound - 1)
    let isFirst = before < line.lowerBound
    switch match.care {
    case .none: return true
    case .capital: return shapes[first].isCapitalized && isAlone(match, in: line, text)
    case .capitals: return shapes[first] == .capitals && isAlone(match, in: line, text)
    case .title:
      return !isFirst && !trigger(before).isDisjoint(with: [.title, .office, .speech])
    case .speech: return !isFirst && trigger(before).contains(.speech)
    case .noAdjective:
      if isFirst || hashes[before] == 0 { return true }
      guard trigger(before).isEmpty else { return !trigger(before).contains(.namePart) }
      return Clitics.readings(of: text.word(before)).allSatisfy { $0.kind & 4 == 0 }
    }
  }

  /// Whether neither a capital nor a hyphen (US-Präsident) makes a longer name of it.
  private func isAlone(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText
  ) -> Bool {
    [match.tokens.lowerBound - 1, match.tokens.upperBound].filter(line.contains).allSatisfy {
      !shapes[$0].isCapitalized && text.published[text.published($0).lowerBound] != 0x2D
    }
  }

  /// Whether a street or a hospital is named after a person.
  private func isNamesake(_ match: NamePhrases.Match, _ line: Range<Int>) -> Bool {
    let first = match.tokens.lowerBound
    return (max(line.lowerBound, first - 2)..<first).contains {
      !trigger($0).isDisjoint(with: [.place, .organisation])
    }
  }
}

extension Array {
  /// Takes other elements, and keeps the memory.
  fileprivate mutating func replaceAll(_ elements: some Sequence<Element>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: elements)
  }
}
