public import WarraqCore

/// One word or mark of a document as the tagger sees it.
public struct SequenceToken: Sendable {
  /// Its bytes in the normalised text; of a mark, its bytes in the published text.
  public var start: UInt32
  public var length: UInt32
  /// Its bytes in the published text.
  public var publishedStart: UInt32
  public var publishedLength: UInt32
  public var shape: WordShape

  /// Its bytes in the text that ``start`` is about.
  @inline(__always) var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

  /// Its bytes in the published text.
  @inline(__always) public var published: Range<Int> {
    Int(publishedStart)..<Int(publishedStart) + Int(publishedLength)
  }
}

/// The words and marks of a document, line by line.
///
/// Words are Warraq's tokens; the marks between them are read from the published text, since
/// normalising drops some. A run of one mark is one token. A line is what is tagged at once.
public struct TokenSequence {
  public private(set) var tokens: [SequenceToken] = []
  /// The index of the first token of each line, and the number of tokens.
  public private(set) var lineStarts: [Int] = []
  /// Longer lines are cut, so that buffers stay small.
  static let longestLine = 400

  public init() {}

  /// Whether a line does not end like a sentence: a headline, an item of a list.
  package func isFragment(_ line: Range<Int>) -> Bool {
    guard let last = line.last else { return true }
    return tokens[last].shape != .punctuation
  }

  /// Calls `body` with as many lines at a time as have `count` tokens, or with one line.
  func forEachPart(upTo count: Int, _ body: (TokenSequence) -> Void) {
    if tokens.count <= count { return body(self) }
    var first = 0
    while first + 1 < lineStarts.count {
      let start = lineStarts[first]
      var last = first + 1
      while last + 1 < lineStarts.count, lineStarts[last + 1] - start <= count { last += 1 }
      var part = TokenSequence()
      part.tokens = Array(tokens[start..<lineStarts[last]])
      part.lineStarts = lineStarts[first...last].map { $0 - start }
      body(part)
      first = last
    }
  }

  /// Fills in the words and marks of a document that has been tokenised.
  public mutating func fill(_ document: Document) {
    tokens.removeAll(keepingCapacity: true)
    lineStarts.removeAll(keepingCapacity: true)
    lineStarts.append(0)
    document.text.withUnsafeBytes { published in
      document.withAnalyzedText { normalized in
        guard document.analysis.isNormalized else {
          return fill(document.analysis.tokens, normalized, published) { $0 }
        }
        document.analysis.alignment.withCursor(
          normalizedCount: normalized.count, sourceCount: published.count
        ) { cursor in
          var cursor = cursor
          fill(document.analysis.tokens, normalized, published) { cursor.source(of: $0) }
        }
      }
    }
    endLine()
  }

  @inline(__always) private mutating func fill(
    _ words: [Token], _ normalized: UnsafeRawBufferPointer, _ published: UnsafeRawBufferPointer,
    _ source: (Range<Int>) -> Range<Int>
  ) {
    var end = 0
    for word in words {
      let range = source(word.range)
      if range.lowerBound > end { addMarks(published, end..<range.lowerBound) }
      end = max(end, range.upperBound)
      let shape = WordShape.of(
        published: UnsafeRawBufferPointer(rebasing: published[range]),
        normalized: UnsafeRawBufferPointer(rebasing: normalized[word.range]))
      tokens.append(
        SequenceToken(
          start: word.start, length: word.length, publishedStart: UInt32(range.lowerBound),
          publishedLength: UInt32(range.count), shape: shape))
      if tokens.count - (lineStarts.last ?? 0) >= Self.longestLine { endLine() }
    }
    if end < published.count { addMarks(published, end..<published.count) }
  }

  /// Adds the marks in a gap between words; a line feed ends the line.
  private mutating func addMarks(_ published: UnsafeRawBufferPointer, _ gap: Range<Int>) {
    var index = gap.lowerBound
    while index < gap.upperBound {
      let byte = published[index]
      if byte == 32 { index += 1; continue }
      let length = min(Self.length(of: byte), gap.upperBound - index)
      if byte == 10 || byte == 13 {
        endLine()
      } else if byte > 32, !Self.isSpace(published, index, length) {
        addMark(published, index..<index + length)
      }
      index += length
    }
  }

  private mutating func addMark(_ published: UnsafeRawBufferPointer, _ range: Range<Int>) {
    if let last = tokens.indices.last, last >= lineStarts[lineStarts.count - 1],
      tokens[last].shape == .punctuation, tokens[last].published.upperBound == range.lowerBound,
      published[tokens[last].published.lowerBound] == published[range.lowerBound],
      range.count == 1 || Int(tokens[last].length) == range.count
    {
      tokens[last].publishedLength += UInt32(range.count)
      return
    }
    tokens.append(
      SequenceToken(
        start: UInt32(range.lowerBound), length: UInt32(range.count),
        publishedStart: UInt32(range.lowerBound), publishedLength: UInt32(range.count),
        shape: .punctuation))
  }

  private mutating func endLine() {
    if tokens.count > lineStarts[lineStarts.count - 1] { lineStarts.append(tokens.count) }
  }

  private static func length(of lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// Spaces, zero-width signs and directional marks (U+00A0, U+2000 to U+200F, U+202A to U+202F,
  /// U+2066 to U+2069, U+FEFF), Arabic marks and tatweel.
  private static func isSpace(_ text: UnsafeRawBufferPointer, _ at: Int, _ length: Int) -> Bool {
    switch length {
    case 2:
      let pair = (text[at], text[at + 1])
      return pair == (0xC2, 0xA0) || pair == (0xD9, 0x80)
        || pair.0 == 0xD9 && (0x8B...0x9F) ~= pair.1
    case 3:
      switch (text[at], text[at + 1], text[at + 2]) {
      case (0xE2, 0x80, 0x80...0x8F), (0xE2, 0x80, 0xAA...0xAF), (0xE2, 0x81, 0xA6...0xA9),
        (0xEF, 0xBB, 0xBF):
        return true
      default: return false
      }
    default: return false
    }
  }
}
