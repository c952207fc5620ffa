import WarraqCore

/// The tokens of one document that count, hashed.
struct TermCandidates {
  struct Candidate {
    var hash: UInt64
    var start: UInt32
    var length: UInt32

    var range: Range<Int> { Int(start)..<Int(start) + Int(length) }

    /// Its bytes in the text that it was gathered from.
    @inline(__always) func bytes(of text: UnsafeRawPointer) -> UnsafeRawBufferPointer {
      UnsafeRawBufferPointer(start: text + Int(start), count: Int(length))
    }
  }

  private var base: UnsafeMutablePointer<Candidate>
  private var capacity = 1 << 10
  private(set) var count = 0

  init() { base = .allocate(capacity: capacity) }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() { base.deallocate() }

  @inline(__always) subscript(index: Int) -> Candidate { base[index] }

  /// Replaces the candidates by those among `tokens` that count. `unfolded` is the text that stop
  /// words are matched with.
  mutating func gather(
    _ tokens: [Token], of text: UnsafeRawBufferPointer, unfolded: UnsafeRawBufferPointer,
    countingNumbers: Bool, isStopWord: ((UnsafeRawBufferPointer) -> Bool)?
  ) {
    reserve(tokens.count)
    count = 0
    guard let start = text.baseAddress, let last = tokens.last else { return }
    precondition(last.range.upperBound <= text.count, "tokens are ranges of the text, in order")
    var count = 0
    for token in tokens {
      if !countingNumbers, !token.hasLetter { continue }
      if let isStopWord, isStopWord(UnsafeRawBufferPointer(rebasing: unfolded[token.range])) {
        continue
      }
      let word = UnsafeRawBufferPointer(
        start: start + Int(token.start), count: Int(token.length))
      let hash = KeyHash.hash(word)
      (base + count)
        .initialize(to: Candidate(hash: hash, start: token.start, length: token.length))
      count += 1
    }
    self.count = count
  }

  private mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    base.deallocate()
    capacity = max(wanted, 2 * capacity)
    base = .allocate(capacity: capacity)
  }
}
