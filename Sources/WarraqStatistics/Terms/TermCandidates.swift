import WarraqCore

/// Some tokens of one document that count, hashed.
///
/// The memory of all of their slots is on its way when they have been gathered: that is what much of
/// the time of counting goes into.
struct TermCandidates {
  /// How many tokens are gathered at once: their slots fit into the cache beside the text.
  static let limit = 64

  struct Candidate: BitwiseCopyable {
    var key: TermTable.Key
    var start: UInt32
    /// What ``TermTable/guess(_:)`` said.
    var guess: UInt32 = 0

    var range: Range<Int> { Int(start)..<Int(start) + Int(key.count) }
  }

  /// Which tokens count.
  struct Filter {
    var countsNumbers: Bool
    /// Says of a token of the text that stop words are matched with whether it is left out.
    var isStopWord: ((UnsafeRawBufferPointer) -> Bool)?
    var unfolded: UnsafeRawBufferPointer

    @inline(__always) func passes(_ token: Token) -> Bool {
      guard countsNumbers || token.hasLetter else { return false }
      guard let isStopWord else { return true }
      return !isStopWord(UnsafeRawBufferPointer(rebasing: unfolded[token.range]))
    }
  }

  private let base = UnsafeMutablePointer<Candidate>.allocate(capacity: TermCandidates.limit)
  private(set) var count = 0

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() { base.deallocate() }

  @inline(__always) subscript(index: Int) -> UnsafeMutablePointer<Candidate> { base + index }

  /// The slot of a candidate in the table that it was gathered for.
  @inline(__always) func slot(
    _ index: Int, in table: inout TermTable
  ) -> UnsafeMutablePointer<TermSlot> {
    let candidate = base + index
    let key = UnsafeRawPointer(candidate) + (MemoryLayout<Candidate>.offset(of: \.key) ?? 0)
    return table.slot(
      of: key.assumingMemoryBound(to: TermTable.Key.self), guess: candidate.pointee.guess)
  }

  /// Replaces the candidates by those among `tokens`, at most ``limit``, that count in `table`.
  mutating func gather(
    _ tokens: UnsafeBufferPointer<Token>, of text: UnsafeRawBufferPointer, _ filter: Filter,
    for table: borrowing TermTable
  ) {
    precondition(tokens.count <= Self.limit)
    guard let start = text.baseAddress else { return }
    let (masks, places, base) = (KeyMasks.shared, table.places, base)
    var count = 0
    for token in tokens where filter.passes(token) {
      let offset = Int(token.start)
      let key = TermTable.Key(
        start + offset, count: Int(token.length), readable: text.count &- offset, masks: masks)
      places.prefetch(key.hash)
      (base + count).initialize(to: Candidate(key: key, start: token.start))
      count &+= 1
    }
    for index in 0..<count { base[index].guess = table.guess(base[index].key.hash) }
    self.count = count
  }
}
