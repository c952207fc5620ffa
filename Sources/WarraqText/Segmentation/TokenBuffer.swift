import WarraqCore

/// The tokens of one document while they are found: memory of its own, so that nothing is checked
/// and no reference counted for each.
struct TokenBuffer: ~Copyable {
  private var base: UnsafeMutablePointer<Token>
  private var capacity: Int
  private(set) var count = 0

  init() {
    capacity = 1 << 10
    base = .allocate(capacity: capacity)
  }

  deinit { base.deallocate() }

  @inline(__always) mutating func append(_ token: Token) {
    if count == capacity { grow() }
    (base + count).initialize(to: token)
    count &+= 1
  }

  /// Takes back all but the first `count` tokens.
  mutating func truncate(to count: Int) { self.count = count }

  /// Appends the tokens to an array.
  func copy(into tokens: inout [Token]) {
    tokens.append(contentsOf: UnsafeBufferPointer(start: base, count: count))
  }

  @inline(never) private mutating func grow() {
    let larger = UnsafeMutablePointer<Token>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: base, count: count)
    base.deallocate()
    base = larger
    capacity *= 2
  }
}
