/// Bits that say of numbers whether they may be in a set, or in one of some sets.
struct BitFilter: Sendable {
  private static var log2: UInt64 { 12 }
  private var words: [UInt64]

  /// Makes empty filters for `count` sets, of 4,096 bits each.
  init(count: Int) { words = [UInt64](repeating: 0, count: count << (Self.log2 - 6)) }

  mutating func insert(_ key: UInt64, part: Int) {
    let bit = Self.bit(key, part)
    words[bit >> 6] |= 1 << (bit & 63)
  }

  /// Calls `body` with the bits, to be asked several times.
  @inline(__always) func withBits<Result>(_ body: (Bits) -> Result) -> Result {
    words.withUnsafeBufferPointer { body(Bits(words: $0)) }
  }

  struct Bits {
    fileprivate let words: UnsafeBufferPointer<UInt64>

    /// The bit of a part where the number may be in its set; 0 where it is not.
    @inline(__always) func test(_ key: UInt64, part: Int) -> UInt {
      let bit = BitFilter.bit(key, part)
      return UInt(words[bit >> 6] >> (bit & 63) & 1) << part
    }
  }

  /// A place in the filter: the high bits of a product (Knuth, "The Art of Computer Programming" 3,
  /// section 6.4).
  @inline(__always) private static func bit(_ key: UInt64, _ part: Int) -> Int {
    part << log2 | Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - log2))
  }
}
