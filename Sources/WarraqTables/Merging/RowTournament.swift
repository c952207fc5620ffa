/// Merges sorted runs: a tree of losers (Knuth, The Art of Computer Programming 3, 5.4.1), one
/// comparison a level for each row.
final class RowTournament {
  /// How rows of equal rank are ordered.
  enum Ties {
    /// By key, position and value bytes.
    case byRow
    /// By key.
    case byKey
    /// In no order: for hashes, which are equal when keys are, and else hardly ever. Rows of the greatest rank
    /// may then be hidden by a run that is done: see ``forEachUnfinished(_:)``.
    case any
  }

  private let cursors: UnsafeMutablePointer<RowCursor>
  private let count: Int
  /// `losers[0]` is the winner; each inner node holds who lost there, and `ranks` its rank.
  private let losers: UnsafeMutablePointer<Int>
  private let ranks: UnsafeMutablePointer<UInt64>
  let ties: Ties

  init(_ runs: [RowCursor], ties: Ties) {
    self.ties = ties
    count = runs.count
    cursors = .allocate(capacity: max(1, count))
    losers = .allocate(capacity: max(1, count))
    ranks = .allocate(capacity: max(1, count))
    losers.initialize(repeating: 0, count: max(1, count))
    ranks.initialize(repeating: 0, count: max(1, count))
    for (index, run) in runs.enumerated() { (cursors + index).initialize(to: run) }
    play()
  }

  deinit {
    cursors.deallocate()
    losers.deallocate()
    ranks.deallocate()
  }

  /// The run that stands on the least row; `nil` when all rows are done.
  @inline(__always) var top: UnsafePointer<RowCursor>? {
    guard count > 0 else { return nil }
    let winner = cursors + losers[0]
    return winner.pointee.isAtEnd ? nil : UnsafePointer(winner)
  }

  /// Goes on to the next row of all runs.
  @inline(__always) func advance() {
    cursors[losers[0]].advance()
    if case .any = ties { replayByRank() } else { replay() }
  }

  /// Calls `body` with every run that still stands on a row. For ``Ties/any``, when ``top`` is
  /// `nil`: rows whose rank is the greatest number look like ends.
  func forEachUnfinished(_ body: (UnsafeMutablePointer<RowCursor>) -> Void) {
    for index in 0..<count where !cursors[index].isAtEnd { body(cursors + index) }
  }

  private func replay() {
    var winner = losers[0]
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

  /// Swaps without a branch: who wins cannot be foretold, and a wrong guess costs more than the
  /// comparison.
  @inline(__always) private func replayByRank() {
    var winner = losers[0]
    var rank = cursors[winner].rank
    var node = (count &+ winner) &>> 1
    while node > 0 {
      let other = losers[node]
      let otherRank = ranks[node]
      let mask: UInt64 = otherRank < rank ? .max : 0
      let swapped = (other ^ winner) & Int(truncatingIfNeeded: mask)
      let swappedRank = (otherRank ^ rank) & mask
      losers[node] = other ^ swapped
      ranks[node] = otherRank ^ swappedRank
      winner ^= swapped
      rank ^= swappedRank
      node &>>= 1
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
      ranks[node] = cursors[losers[node]].rank
    }
    losers[0] = count > 1 ? winners[1] : 0
  }

  @inline(__always) private func precedes(_ a: Int, _ b: Int) -> Bool {
    let (x, y) = (cursors[a].rank, cursors[b].rank)
    if x != y { return x < y }
    return ties == .byRow
      ? cursors[a].precedesAtEqualRank(cursors[b]) : cursors[a].keyPrecedesAtEqualRank(cursors[b])
  }
}
