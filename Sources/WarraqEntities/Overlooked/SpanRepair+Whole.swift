import WarraqCore

extension SpanRepair {
  /// The words of a person's name with a first name before it and a last name behind it that the recogniser left
  /// out, from `end` on. A name that the lists have is whole.
  func whole(
    _ tokens: Range<Int>, _ type: EntityType, behind end: Int, _ words: DocumentWords,
    _ text: TokenText
  ) -> Range<Int> {
    guard type == .person else { return tokens }
    let match = listed.longest(at: tokens.lowerBound, before: tokens.upperBound) {
      words.hash($0)
    }
    guard match?.tokens != tokens else { return tokens }
    let isFirst = isFirstName(tokens.lowerBound - 1, behind: end, words, text)
    let isLast = tokens.count > 1 && isLastName(tokens.upperBound, words, text)
    return tokens.lowerBound - (isFirst ? 1 : 0)..<tokens.upperBound + (isLast ? 1 : 0)
  }

  /// Whether a word before a person's name is its beginning.
  private func isFirstName(
    _ index: Int, behind end: Int, _ words: DocumentWords, _ text: TokenText
  ) -> Bool {
    guard index >= end, words.hash(index) != 0, words.trigger(index).isEmpty,
      persons.level(words.hash(index)) >= PersonWords.sure, !text.isLineStart(index + 1)
    else { return false }
    let word = text.word(index)
    return !word.starts(with: ArabicWords.article) && !word.starts(with: ArabicWords.and)
  }

  /// Whether a word behind a person's name is its end: no common word, and elsewhere in the document alone behind
  /// a verb of speech.
  private func isLastName(_ index: Int, _ words: DocumentWords, _ text: TokenText) -> Bool {
    guard index < words.indices.upperBound, words.isFree(index), !text.isLineStart(index),
      words.shape(index) == .caseless, words.trigger(index).isEmpty,
      text.word(index).starts(with: ArabicWords.article)
    else { return false }
    let word = words.hash(index)
    if let (level, frequency) = persons[word], level < PersonWords.usual,
      frequency >= PersonWords.rare
    {
      return false
    }
    return words.indices.dropFirst().contains {
      words.hash($0) == word && $0 != index && words.trigger($0 - 1).contains(.speech)
    }
  }
}
