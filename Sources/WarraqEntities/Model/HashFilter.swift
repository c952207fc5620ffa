/// Says of most hashes that an index does not hold that it does not, with one look into little memory: a Bloom
/// filter (Bloom 1970) of one bit a hash.
struct HashFilter: Sendable {
  private let bits: [UInt64]
  private let shift: UInt64

  /// A filter of eight places a hash or more, which passes one of eight strange hashes at most.
  init(_ index: HashIndex) {
    var width: UInt64 = 6
    while width < 32, 1 << width < 8 * index.count { width += 1 }
    var bits = [UInt64](repeating: 0, count: 1 << Int(width - 6))
    let shift = 64 - width
    index.forEachKey { key in
      let place = (UInt64(key) << 32) >> shift
      bits[Int(place >> 6)] |= 1 << (place & 63)
    }
    (self.bits, self.shift) = (bits, shift)
  }

  /// Whether the index may hold a hash.
  @inline(__always) func mayHold(_ hash: UInt64) -> Bool {
    let place = hash >> shift
    return bits[Int(truncatingIfNeeded: place >> 6)] & 1 << (place & 63) != 0
  }
}
