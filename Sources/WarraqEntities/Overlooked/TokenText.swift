import WarraqCore

/// The words of a document where they stand: in the published text and in the normalised one.
struct TokenText {
  let document: Document
  let sequence: TokenSequence
  let published: UnsafeRawBufferPointer
  let normalized: UnsafeRawBufferPointer

  /// The bytes of a word in the published text.
  func published(_ index: Int) -> Range<Int> { sequence.tokens[index].published }

  /// A word as it is after normalising, but for some bytes before it.
  func word(_ index: Int, from offset: Int = 0) -> UnsafeRawBufferPointer {
    let range = sequence.tokens[index].normalized
    return UnsafeRawBufferPointer(
      rebasing: normalized[range.lowerBound + offset..<range.upperBound])
  }

  /// The span of a name, whose first word has so many bytes of clitics before it.
  func span(_ tokens: Range<Int>, behind clitics: Int, _ type: EntityType) -> EntitySpan {
    span(
      tokens, from: document.nameStart(in: sequence.tokens[tokens.lowerBound], behind: clitics),
      type)
  }

  /// The span of a name that begins at a byte of the published text in its first word.
  func span(_ tokens: Range<Int>, from start: Int, _ type: EntityType) -> EntitySpan {
    let end = published(tokens.upperBound - 1).upperBound
    return EntitySpan(
      name: start..<end, form: published(tokens.lowerBound).lowerBound..<end, type: type)
  }

  /// The bytes of clitics before a name that begins at a byte of the published text in a word; nil where they
  /// are no whole letters.
  func clitics(of index: Int, before start: Int) -> Int? {
    let word = sequence.tokens[index]
    return stride(from: 0, to: Int(word.length), by: 2).first {
      document.nameStart(in: word, behind: $0) == start
    }
  }

  /// Whether a line begins with a word.
  func isLineStart(_ index: Int) -> Bool {
    let line = sequence.lineStarts.lowerBound { $0 < index }
    return line < sequence.lineStarts.count && sequence.lineStarts[line] == index
  }

  /// Calls `body` with the words of each line.
  func forEachLine(_ body: (Range<Int>) -> Void) {
    for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
      body(start..<end)
    }
  }
}

extension SequenceToken {
  /// The bytes of a word, not of a mark, in the normalised text.
  var normalized: Range<Int> { Int(start)..<Int(start) + Int(length) }
}
