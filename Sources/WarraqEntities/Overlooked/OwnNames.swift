import WarraqCore

/// The names of a document that it may hold elsewhere too, where nobody has found them: whole ones, and the last
/// words of persons' names that are no ordinary words.
struct OwnNames {
  private(set) var phrases = NamePhrases(startCount: 1 << 9)
  private let persons: PersonWords
  /// Whether a word that is not among ``persons`` is a rare one.
  private let knowsLanguage: Bool

  init(_ persons: PersonWords, knowsLanguage: Bool) {
    self.persons = persons
    self.knowsLanguage = knowsLanguage
  }

  /// Replaces the names by those of a document.
  mutating func gather(_ spans: [EntitySpan], _ words: DocumentWords, _ text: TokenText) {
    phrases.removeAll()
    words.forEachSpan { owner, tokens in
      guard tokens.count > 1 else { return }
      let hasMarks = tokens.contains { words.hash($0) == 0 }
      if !hasMarks { addWhole(spans[owner], tokens, words, text) }
      if spans[owner].type == .person { addLast(tokens, words, text) }
    }
  }

  private mutating func addWhole(
    _ span: EntitySpan, _ tokens: Range<Int>, _ words: DocumentWords, _ text: TokenText
  ) {
    let first = tokens.lowerBound
    let isCapitalized = words.shape(first).isCapitalized
    guard isCapitalized || words.shape(first) == .caseless,
      let clitics = text.clitics(of: first, before: span.name.lowerBound)
    else { return }
    phrases.insert(
      text.word(first, from: clitics), (first + 1..<tokens.upperBound).lazy.map(words.hash),
      type: span.type, care: isCapitalized ? .capital : .none)
  }

  private mutating func addLast(
    _ tokens: Range<Int>, _ words: DocumentWords, _ text: TokenText
  ) {
    let last = tokens.upperBound - 1
    guard words.hash(last) != 0, !words.trigger(last - 1).contains(.namePart),
      let care = care(last, words, text)
    else { return }
    phrases.insert(text.word(last), [], type: .person, care: care)
  }

  /// What the last word of a person's name asks for where it stands alone; nil where it may be anything.
  private func care(
    _ index: Int, _ words: DocumentWords, _ text: TokenText
  ) -> NamePhrases.Care? {
    let shape = words.shape(index)
    if shape != .caseless { return shape.isCapitalized ? .capital : nil }
    guard words.trigger(index).isEmpty else { return nil }
    guard let (level, frequency) = persons[words.hash(index)] else {
      return knowsLanguage ? .noAdjective : nil
    }
    guard level >= PersonWords.usual else { return frequency < PersonWords.rare ? .speech : nil }
    let hasArticle = text.word(index).starts(with: ArabicWords.article)
    return hasArticle || frequency < PersonWords.frequent ? .noAdjective : .title
  }

  /// Whether a name may stand where it was found: letters before it make no common word of it, and of a last
  /// name no other name follows.
  func accepts(_ match: NamePhrases.Match, before end: Int, _ words: DocumentWords) -> Bool {
    guard match.tokens.count == 1 else { return true }
    if match.clitics > 0, persons.isOrdinary(words.hash(match.tokens.lowerBound)) { return false }
    let next = match.tokens.upperBound
    return match.care == .none || next >= end
      || persons.level(words.hash(next)) < PersonWords.usual
  }
}
