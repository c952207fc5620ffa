/// Merges sorted runs: a tree of losers (Knuth, The Art of Computer Programming 3, 5.4.1), one
/// comparison a level for each row.
final class RowTournament {
  private let cursors: UnsafeMutablePointer<RowCursor>
  private let count: Int
  /// `losers[0]` is the winner; each inner node holds who lost there.
  private let losers: UnsafeMutablePointer<Int>
  private let ordersValues: Bool

  /// Starts the merge. With `ordersValues`, rows of equal keys come by position and value bytes;
  /// without, which is faster, in some order.
  init(_ runs: [RowCursor], ordersValues: Bool) {
    self.ordersValues = ordersValues
    count = runs.count
    cursors = .allocate(capacity: max(1, count))
    losers = .allocate(capacity: max(1, count))
    losers.initialize(repeating: 0, count: max(1, count))
    for (index, run) in runs.enumerated() { (cursors + index).initialize(to: run) }
    play()
  }

  deinit {
    cursors.deallocate()
    losers.deallocate()
  }

  /// The run that stands on the least row; `nil` when all rows are done.
  @inline(__always) var top: UnsafePointer<RowCursor>? {
    guard count > 0 else { return nil }
    let winner = cursors + losers[0]
    return winner.pointee.isAtEnd ? nil : UnsafePointer(winner)
  }

  /// Goes on to the next row of all runs.
  @inline(__always) func advance() {
    var winner = losers[0]
    cursors[winner].advance()
    var node = (count + winner) / 2
    while node > 0 {
      let challenger = losers[node]
      if precedes(challenger, winner) {
        losers[node] = winner
        winner = challenger
      }
      node /= 2
    }
    losers[0] = winner
  }

  private func play() {
    guard count > 0 else { return }
    var winners = [Int](repeating: 0, count: count) + Array(0..<count)
    for node in stride(from: count - 1, to: 0, by: -1) {
      let (a, b) = (winners[2 * node], winners[2 * node + 1])
      let aWins = precedes(a, b)
      winners[node] = aWins ? a : b
      losers[node] = aWins ? b : a
    }
    losers[0] = count > 1 ? winners[1] : 0
  }

  @inline(__always) private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (cursors[a].rank, cursors[b].rank)
    if x != y { return x < y }
    return ordersValues
      ? cursors[a].precedesAtEqualRank(cursors[b]) : cursors[a].keyPrecedesAtEqualRank(cursors[b])
  }
}
