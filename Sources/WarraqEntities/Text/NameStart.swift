import WarraqCore

extension Document {
  /// Where a name begins in the published text whose first word has so many bytes of clitics before it in the
  /// normalised text: letters may be longer as published, with marks between them. The beginning of the word,
  /// where that would be outside of it.
  func nameStart(in word: SequenceToken, behind clitics: Int) -> Int {
    let range = word.published
    guard clitics > 0 else { return range.lowerBound }
    let offset = Int(word.start) + clitics
    guard analysis.isNormalized else { return min(offset, range.upperBound - 1) }
    let count = withAnalyzedText { $0.count }
    let start = analysis.alignment.source(
      of: offset..<count, normalizedCount: count, sourceCount: text.count
    ).lowerBound
    return range.contains(start) ? start : range.lowerBound
  }
}
