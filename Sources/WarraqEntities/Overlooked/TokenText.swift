import WarraqCore

/// The words of a document where they stand: in the published text and in the normalised one.
struct TokenText {
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
