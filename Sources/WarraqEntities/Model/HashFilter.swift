/// Says of most hashes that are not in a set that they are not, with one look into little memory: a Bloom
/// filter (Bloom 1970) of one bit a hash.
struct HashFilter: Sendable {
  private var bits: [UInt64]
  private let shift: UInt64

  /// An empty filter for about so many hashes.
  init(count: Int) {
    var width: UInt64 = 6
    while width < 32, 1 << width < 8 * count { width += 1 }
    bits = [UInt64](repeating: 0, count: 1 << Int(width - 6))
    shift = 64 - width
  }

  /// A filter of eight places a hash or more, which passes one of eight strange hashes at most.
  init(_ index: HashIndex) {
    var filter = HashFilter(count: index.count)
    index.forEachKey { filter.insert(UInt64($0) << 32) }
    self = filter
  }

  /// Lets a hash pass.
  mutating func insert(_ hash: UInt64) {
    let place = hash >> shift
    bits[Int(truncatingIfNeeded: place >> 6)] |= 1 << (place & 63)
  }

  /// Lets no hash pass any more.
  mutating func removeAll() {
    bits.withUnsafeMutableBufferPointer { $0.update(repeating: 0) }
  }

  /// Whether the set may hold a hash.
  @inline(__always) func mayHold(_ hash: UInt64) -> Bool {
    let place = hash >> shift
    return bits[Int(truncatingIfNeeded: place >> 6)] & 1 << (place & 63) != 0
  }
}
