/// Bits that say of numbers whether they may be in a set, or in one of some sets.
struct BitFilter: Sendable {
  private static var log2: UInt64 { 12 }
  private var bits: Bits

  /// Memory that is not counted or checked where it is read. It is written where one filter alone has it, and so by
  /// one thread.
  private final class Bits: @unchecked Sendable {
    let words: UnsafeMutableBufferPointer<UInt64>

    init(_ words: some Collection<UInt64>) {
      self.words = .allocate(capacity: words.count)
      _ = self.words.initialize(fromContentsOf: words)
    }

    deinit { words.deallocate() }
  }

  /// Makes empty filters for `count` sets, of 4,096 bits each.
  init(count: Int) { bits = Bits(repeatElement(0, count: count << (Self.log2 - 6))) }

  mutating func insert(_ key: UInt64, in set: Int) {
    if !isKnownUniquelyReferenced(&bits) { bits = Bits(bits.words) }
    let bit = Self.bit(key, set)
    bits.words[bit >> 6] |= 1 << (bit & 63)
  }

  /// The bit of a set where the number may be in it; 0 where it is not.
  @inline(__always) func test(_ key: UInt64, in set: Int) -> UInt {
    let bit = Self.bit(key, set)
    return UInt(bits.words[bit >> 6] >> (bit & 63) & 1) << set
  }

  /// A place in the filter: the high bits of a product (Knuth, "The Art of Computer Programming" 3,
  /// section 6.4).
  @inline(__always) private static func bit(_ key: UInt64, _ set: Int) -> Int {
    set << log2 | Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - log2))
  }
}
