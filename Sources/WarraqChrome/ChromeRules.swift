public import WarraqCore

/// What site chrome is: the furniture of pages, as against what they say.
///
/// A line is furniture if the lists say so, or if the corpus does: it recurs on pages of one source that
/// differ in what they say, at the ends of the page. What is learnt of one source is taken from that
/// source alone.
public struct ChromeRules: Sendable {
  /// On so many pages a line must stand to be learnt. Half of them must differ in their longest line:
  /// a story that is printed again and again is no furniture.
  public var minimumDocuments: Int
  var minimumStories: Int { (minimumDocuments + 1) / 2 }
  /// The share of the source's pages, in ten-thousandths, that end in the line.
  public var share: Int
  /// The share for lines that stand anywhere, at the beginning too: bylines and sections recur there.
  public static let shareAnywhere = 5_000
  /// So many lines at either end of a page are looked at.
  public var edge: Int
  /// Whether a headline that comes again inside its page is folded to one.
  public var foldsHeadlines: Bool
  /// Lines that go wherever they stand.
  public var removed: LinePatterns
  /// Lines that stay whatever the other lists say.
  public var excluded: LinePatterns
  /// Lines that are not learnt: bylines, datelines, agencies.
  public var unlearnable: LinePatterns

  /// Lines of more bytes, when folded, are text.
  static let longestLine = 512

  /// - Parameters:
  ///   - pinned: patterns of lines that go, beside the built-in ones if `usesSeeds`.
  ///   - excluded: patterns of lines that stay.
  public init(
    minimumDocuments: Int = 20, share: Int = 500, edge: Int = 10, foldsHeadlines: Bool = true,
    usesSeeds: Bool = true, pinned: [String] = [], excluded: [String] = []
  ) {
    self.minimumDocuments = minimumDocuments
    self.share = share
    self.edge = edge
    self.foldsHeadlines = foldsHeadlines
    removed = usesSeeds ? FurnitureLists.patterns : LinePatterns([])
    removed.insert(pinned)
    self.excluded = LinePatterns(excluded)
    unlearnable = BylineLists.patterns
  }

  /// The rounds, whose last messages are the decision.
  public var rounds: [any CorpusRound] { [LineRound(rules: self), ShareRound(rules: self)] }

  /// Makes the worker that takes furniture out of the documents of a shard.
  public func makeApplier(decision: ShardMessages) -> any DocumentWorker {
    ChromeApplier(self, decision)
  }

  /// What becomes of a line, by its folded bytes and their ``KeyHash``.
  func verdict(_ line: UnsafeRawBufferPointer, hash: UInt64) -> LineVerdict {
    if excluded.match(line, hash: hash) { return .stays }
    return removed.match(line, hash: hash) ? .goes : .open
  }

  /// Whether a line that the lists leave open may be learnt.
  func isLearnable(_ line: UnsafeRawBufferPointer, hash: UInt64) -> Bool {
    !unlearnable.match(line, hash: hash) && !DateLine.isOne(line)
  }

  /// Whether a line stands on pages enough.
  func isFrequent(_ line: LineCount) -> Bool {
    line.documents >= minimumDocuments && line.pages.count >= minimumStories
  }

  /// Whether a line that stands on `documents` pages of `total`, near the end of `atEnd`, is furniture.
  func isRecurring(documents: Int, atEnd: Int, of total: Int) -> Bool {
    atEnd * 10_000 >= share * total || documents * 10_000 >= max(share, Self.shareAnywhere) * total
  }
}

/// What the lists say of a line.
enum LineVerdict {
  case goes, stays
  /// The corpus decides.
  case open
}
