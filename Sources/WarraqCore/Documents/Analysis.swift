/// What text analysis found out about a document: its normalised text, how that maps back to the
/// text as published, and its tokens.
public struct Analysis {
  /// Whether ``normalized`` holds the normalised text. Until then readers use the text itself.
  public var isNormalized = false
  /// The text normalised and folded: what is counted and compared.
  public var normalized: [UInt8] = []
  /// The text normalised but not letter-folded: same length and offsets as ``normalized``, matched
  /// against stop words. Empty where nobody asked for it (``AnalysisNeeds/unfolded``).
  public var unfolded: [UInt8] = []
  /// Maps offsets in ``normalized`` to offsets in the document's text, where somebody asked for it
  /// (``AnalysisNeeds/alignment``).
  public var alignment = Alignment()
  /// Whether somebody has seen that the text, as it stands now, holds a token.
  public var holdsToken = false
  /// Whether ``tokens`` has been filled.
  public var isTokenized = false
  /// The tokens in order, as ranges of ``normalized`` (of the text where it was not normalised).
  public var tokens: [Token] = []
  /// 128-bit hash of the normalised text with white space collapsed: equal for exact duplicates.
  public var contentHash: ContentHash?

  public init() {}

  /// Forgets everything and keeps the buffers.
  public mutating func reset() {
    isNormalized = false
    normalized.clear()
    unfolded.clear()
    alignment.removeAll()
    forgetTokens()
  }

  private mutating func forgetTokens() {
    isTokenized = false
    holdsToken = false
    contentHash = nil
    tokens.clear()
  }

  /// Takes lines out of the normalised text, of which `published` is what goes of the text itself. Returns
  /// false where it cannot be done, and nothing has changed: there is no normalised text, or a mark joins a
  /// line feed.
  mutating func removeLines(_ numbers: [Int], published: [Range<Int>]) -> Bool {
    guard isNormalized else { return false }
    let pieces = normalized.withUnsafeBytes { TextLines.pieces(of: numbers, in: $0) }
    guard pieces.count == published.count,
      alignment.remove(pieces, source: published, normalizedCount: normalized.count)
    else { return false }
    TextLines.remove(pieces, from: &normalized)
    if !unfolded.isEmpty { TextLines.remove(pieces, from: &unfolded) }
    forgetTokens()
    return true
  }
}

/// One token: a range of bytes of the normalised text.
public struct Token: Equatable, Sendable {
  /// Offset of its first byte.
  public var start: UInt32
  /// Its length in bytes.
  public var length: UInt32
  /// Whether it holds at least one letter; the others are numbers.
  public var hasLetter: Bool

  public init(start: Int, length: Int, hasLetter: Bool) {
    self.start = UInt32(start)
    self.length = UInt32(length)
    self.hasLetter = hasLetter
  }

  /// The token's bytes as a range of the normalised text.
  public var range: Range<Int> { Int(start)..<Int(start) + Int(length) }
}

/// A 128-bit hash of content, ordered as an unsigned number.
public struct ContentHash: Hashable, Comparable, Sendable {
  public var high: UInt64
  public var low: UInt64

  public init(high: UInt64, low: UInt64) {
    self.high = high
    self.low = low
  }

  public static func < (a: Self, b: Self) -> Bool {
    a.high != b.high ? a.high < b.high : a.low < b.low
  }
}
