import WarraqCore

/// The words of a document by their hashes, and which span holds each.
struct DocumentWords {
  private struct Word {
    var hash: UInt64 = 0
    var length: UInt32 = 0
    /// The number of its span; -1 of what is no name.
    var owner: Int32 = -1
    var shape = WordShape.caseless
    var trigger: Trigger = []
  }

  private var words: [Word] = []
  /// The first byte of letters from Hebrew on, which have no case.
  private static let caseless: UInt8 = 0xD6

  mutating func read(_ text: TokenText, _ tagged: [TaggedWord], _ spans: [EntitySpan]) {
    words.removeAll(keepingCapacity: true)
    words.append(contentsOf: repeatElement(Word(), count: tagged.count))
    words.withUnsafeMutableBufferPointer { words in
      for (index, (token, word)) in zip(text.sequence.tokens, tagged).enumerated() {
        let isMark = token.shape == .punctuation
        let hasCase = isMark || text.normalized[Int(token.start)] < Self.caseless
        words[index] = Word(
          hash: isMark ? 0 : word.hash, length: token.length,
          shape: hasCase ? token.shape : .caseless, trigger: word.trigger)
      }
    }
    hold(spans, text)
  }

  /// Notes which words the spans hold.
  mutating func mark(_ spans: [EntitySpan], _ text: TokenText) {
    for index in words.indices { words[index].owner = -1 }
    hold(spans, text)
  }

  private mutating func hold(_ spans: [EntitySpan], _ text: TokenText) {
    let tokens = text.sequence.tokens
    // Where two spans held a word, it would be the first one's.
    for (number, span) in spans.enumerated().reversed() {
      var index = tokens.lowerBound { $0.published.upperBound <= span.form.lowerBound }
      while index < tokens.count, tokens[index].published.lowerBound < span.form.upperBound {
        words[index].owner = Int32(number)
        index += 1
      }
    }
  }

  /// The words and marks of the document.
  var indices: Range<Int> { words.indices }

  /// The hash of the normalised bytes of a word; 0 of marks.
  @inline(__always) func hash(_ index: Int) -> UInt64 { words[index].hash }

  /// The number of those bytes.
  func length(_ index: Int) -> Int { Int(words[index].length) }

  /// How a word is written: to the recogniser a folded letter of any script is a capital.
  func shape(_ index: Int) -> WordShape { words[index].shape }

  /// What a word says of the one beside it.
  func trigger(_ index: Int) -> Trigger { words[index].trigger }

  /// Whether a word is in no span, and none that is a mark.
  func isFree(_ index: Int) -> Bool { words[index].owner < 0 && words[index].hash != 0 }

  /// Calls `body` with each span that holds words, and these.
  func forEachSpan(_ body: (Int, Range<Int>) -> Void) {
    var index = 0
    while index < words.count {
      let owner = words[index].owner
      var end = index + 1
      while end < words.count, words[end].owner == owner { end += 1 }
      if owner >= 0 { body(Int(owner), index..<end) }
      index = end
    }
  }
}

extension DocumentWords {
  /// Whether what may be a name is one that nobody has found: its words are in no span, or in several, or in
  /// one of another type or of a person, and it is longer than these; it is no part of a longer name; and what
  /// it asks for is there. A place or body in its short form is left so: the lists link it.
  func accepts(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText, _ spans: [EntitySpan]
  ) -> Bool {
    let before = owner(match.tokens.lowerBound - 1, in: line)
    let behind = owner(match.tokens.upperBound, in: line)
    if before >= 0, spans[Int(before)].type == match.type { return false }
    if behind >= 0, spans[Int(behind)].type == match.type { return false }
    if let first = match.tokens.first(where: { words[$0].owner >= 0 }) {
      let owner = words[first].owner
      let isOther = spans[Int(owner)].type != match.type || match.type == .person
      var (isOne, count) = (true, 0)
      for index in match.tokens where words[index].owner >= 0 {
        let mine = words[index].owner
        if mine == before || mine == behind { return false }
        isOne = isOne && mine == owner
        count += 1
      }
      guard !isOne || isOther && count < match.tokens.count else { return false }
    }
    return hasCare(match, in: line, text) && !(match.type == .person && isNamesake(match, line))
  }

  /// The number of the span that holds a word of a line; -1 where there is none.
  private func owner(_ index: Int, in line: Range<Int>) -> Int32 {
    line.contains(index) ? words[index].owner : -1
  }

  /// Whether what a name asks for is there.
  private func hasCare(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText
  ) -> Bool {
    let (first, before) = (match.tokens.lowerBound, match.tokens.lowerBound - 1)
    let isFirst = before < line.lowerBound
    switch match.care {
    case .none: return true
    case .capital: return shape(first).isCapitalized && isAlone(match, in: line, text)
    case .capitals: return shape(first) == .capitals && isAlone(match, in: line, text)
    case .title:
      return !isFirst && !trigger(before).isDisjoint(with: [.title, .office, .speech])
    case .speech: return !isFirst && trigger(before).contains(.speech)
    case .noAdjective:
      if isFirst || hash(before) == 0 { return true }
      guard trigger(before).isEmpty else { return !trigger(before).contains(.namePart) }
      return Clitics.readings(of: text.word(before)).allSatisfy { $0.kind & 4 == 0 }
    }
  }

  /// Whether neither a capital nor a hyphen (US-Präsident) makes a longer name of it.
  private func isAlone(
    _ match: NamePhrases.Match, in line: Range<Int>, _ text: TokenText
  ) -> Bool {
    [match.tokens.lowerBound - 1, match.tokens.upperBound].filter(line.contains).allSatisfy {
      !shape($0).isCapitalized && text.published[text.published($0).lowerBound] != 0x2D
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
