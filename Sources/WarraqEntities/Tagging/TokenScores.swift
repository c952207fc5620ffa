import CWarraqIntrinsics

/// What speaks for the labels of the tokens of a document: the rows that are to be added up for each, and the
/// scores that come of it.
struct TokenScores {
  /// So many rows speak for a token at most: of words, of its place.
  private static let limit = FeatureKey.placeCount + 3 + 16 + 5
  /// Weights of hidden units.
  private let output: [Int16]
  /// The numbers of the rows of each token, one behind the other, and where they end.
  private var rows: [UInt32] = []
  private var ends: [UInt32] = []
  /// Of each token: a row, and what its labels score.
  private var sums: [Int16] = []
  private(set) var scores: [SIMD16<Int16>] = []

  init(_ hidden: HiddenWeights) { output = hidden.pairs }

  /// Where the numbers of rows of a token go.
  struct List {
    fileprivate var next: UnsafeMutablePointer<UInt32>

    @inline(__always) mutating func add(_ row: UInt32) {
      next.pointee = row
      next += 1
    }
  }

  /// Begins with a document of `count` tokens.
  mutating func begin(_ count: Int) {
    sums.removeAll(keepingCapacity: true)
    sums.append(contentsOf: repeatElement(0, count: count * RowBuffer.width))
    scores.removeAll(keepingCapacity: true)
    scores.append(contentsOf: repeatElement(.zero, count: count))
    ends.removeAll(keepingCapacity: true)
    ends.append(contentsOf: repeatElement(0, count: count))
    let size = count * Self.limit + Int(WARRAQ_ROWS_AHEAD)
    if rows.count < size { rows = [UInt32](repeating: 0, count: size) }
  }

  /// Adds rows of a table to tokens, and scores those that have some: `list` lists those of each token, in
  /// order.
  @inline(__always) mutating func add(
    _ table: ScoreRows, _ list: (Int, inout List) -> Void
  ) {
    rows.withUnsafeMutableBufferPointer { rows in
      guard let start = rows.baseAddress else { return }
      var next = List(next: start)
      ends.withUnsafeMutableBufferPointer { ends in
        for token in ends.indices {
          list(token, &next)
          ends[token] = UInt32(truncatingIfNeeded: next.next - start)
        }
      }
      for _ in 0..<WARRAQ_ROWS_AHEAD { next.add(0) }
      scores.withUnsafeMutableBytes { scores in
        warraq_score_tokens(
          table.start, start, ends, ends.count, output, &sums,
          scores.assumingMemoryBound(to: Int16.self).baseAddress)
      }
    }
  }
}
