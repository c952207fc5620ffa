import WarraqCore

/// Mends what recognisers often get wrong about Arabic names: two names that they take for one, wishes behind
/// names, first names left out, and words that are no names.
struct SpanRepair {
  let listed: NamePhrases
  let persons: PersonWords
  private var mended: [EntitySpan] = []

  init(_ listed: NamePhrases, _ persons: PersonWords) {
    self.listed = listed
    self.persons = persons
  }

  /// Mends the spans of a document. Returns whether any has changed.
  mutating func mend(
    _ spans: inout [EntitySpan], _ words: DocumentWords, _ text: TokenText
  ) -> Bool {
    mended.removeAll(keepingCapacity: true)
    var end = 0
    words.forEachSpan { owner, tokens in
      mend(spans[owner], tokens, behind: end, words, text)
      end = tokens.upperBound
    }
    guard mended != spans else { return false }
    swap(&spans, &mended)
    return true
  }

  private mutating func mend(
    _ span: EntitySpan, _ all: Range<Int>, behind end: Int, _ words: DocumentWords,
    _ text: TokenText
  ) {
    let tokens = withoutWish(all, words)
    guard !tokens.isEmpty, !isNone(tokens, span.type, words) else { return }
    let start = span.name.lowerBound
    let rest = tokens.lowerBound + 1..<max(tokens.lowerBound + 1, tokens.upperBound)
    if let link = rest.dropLast().first(where: { ArabicWords.links.contains(words.hash($0)) }) {
      mended.append(text.span(tokens.lowerBound..<link, from: start, span.type))
      mended.append(text.span(link + 1..<tokens.upperBound, behind: 0, span.type))
    } else if let cut = rest.first(where: { isAnother($0, in: tokens, span.type, words, text) }) {
      let type = type(cut..<tokens.upperBound, words, text) ?? span.type
      mended.append(text.span(tokens.lowerBound..<cut, from: start, span.type))
      mended.append(
        text.span(cut..<tokens.upperBound, behind: ArabicWords.and.count, type))
    } else if start > span.form.lowerBound {
      let all = whole(tokens, span.type, behind: tokens.lowerBound, words, text)
      mended.append(text.span(all, from: start, span.type))
    } else {
      mended.append(
        text.span(whole(tokens, span.type, behind: end, words, text), behind: 0, span.type))
    }
  }

  /// The words of a name without رحمه الله behind it.
  private func withoutWish(_ tokens: Range<Int>, _ words: DocumentWords) -> Range<Int> {
    guard tokens.count > 1, ArabicWords.god.contains(words.hash(tokens.upperBound - 1)),
      ArabicWords.wishes.contains(words.hash(tokens.upperBound - 2))
    else { return tokens }
    return tokens.dropLast(2)
  }

  /// Whether the only word of a name is none: a word of two letters, God taken for a person, or money.
  private func isNone(_ tokens: Range<Int>, _ type: EntityType, _ words: DocumentWords) -> Bool {
    let (index, before) = (tokens.lowerBound, tokens.lowerBound - 1)
    guard tokens.count == 1, words.shape(index) == .caseless else { return false }
    let word = words.hash(index)
    if ArabicWords.god.contains(word) { return type != .other }
    if words.length(index) <= 4, persons.isOrdinary(word) { return true }
    return ArabicWords.currencies.contains(word) && before >= 0
      && (words.shape(before) == .number || ArabicWords.numerals.contains(words.hash(before)))
  }

  /// Whether a word with و begins another name: what stands before it is a name of the lists, or it is more of a
  /// person's name without that letter than with it.
  private func isAnother(
    _ index: Int, in tokens: Range<Int>, _ type: EntityType, _ words: DocumentWords,
    _ text: TokenText
  ) -> Bool {
    guard words.hash(index) != 0 else { return false }
    let word = text.word(index)
    guard word.count > 6, word.starts(with: ArabicWords.and) else { return false }
    let before = listed.longest(at: tokens.lowerBound, before: index) { words.hash($0) }
    if before?.tokens.upperBound == index { return true }
    guard type == .person else { return false }
    return levelWithoutAnd(index, text) > max(persons.level(words.hash(index)), 2)
  }

  /// The type of a name that و begins: that of the lists, or a person; nil where it may be any.
  private func type(
    _ tokens: Range<Int>, _ words: DocumentWords, _ text: TokenText
  ) -> EntityType? {
    let match = listed.longest(at: tokens.lowerBound, before: tokens.upperBound) {
      words.hash($0)
    }
    if let match, match.tokens == tokens { return match.type }
    return levelWithoutAnd(tokens.lowerBound, text) >= PersonWords.usual ? .person : nil
  }

  private func levelWithoutAnd(_ index: Int, _ text: TokenText) -> UInt8 {
    persons.level(WordHash.of(text.word(index, from: ArabicWords.and.count)))
  }
}
