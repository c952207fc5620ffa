/// A sketch of a set: values of which two sets share about the share that they have in common.
///
/// Fast Similarity Sketching (Dahlgaard, Knudsen, Thorup: Fast Similarity Sketching, FOCS 2017): in
/// round i every member throws a value into a bin, the round in front of it; each bin keeps its least.
/// The first rounds choose bins by hash, later ones fill those that are still empty, and usually two
/// or three rounds do.
struct Sketch: ~Copyable {
  static let size = 128
  private static let sizeBits: UInt64 = 7

  private let bins = UnsafeMutablePointer<UInt32>.allocate(capacity: Sketch.size)

  deinit { bins.deallocate() }

  subscript(index: Int) -> UInt32 { bins[index] }

  /// Replaces the sketch by that of a set that is not empty; repetitions do not matter.
  func replace(by members: UnsafeBufferPointer<UInt64>) {
    bins.initialize(repeating: .max, count: Self.size)
    var empty = Self.size
    var round: UInt32 = 0
    while empty > 0, !members.isEmpty {
      let seed = Self.mix(UInt64(round) &+ 1)
      let fixed = Int(round) - Self.size
      for member in members {
        let hash = Self.mix(member ^ seed)
        let bin = fixed < 0 ? Int(truncatingIfNeeded: hash &>> (64 &- Self.sizeBits)) : fixed
        // The round stands in front: what came earlier is less.
        let value = round &<< 24 | UInt32(truncatingIfNeeded: hash) & 0xFF_FFFF
        if value < bins[bin] {
          if bins[bin] == .max { empty -= 1 }
          bins[bin] = value
        }
      }
      round += 1
    }
  }

  @inline(__always) static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ 0xA076_1D64_78BD_642F).multipliedFullWidth(by: 0x8EBC_6AF0_9C88_C6E3)
    return product.high ^ product.low
  }
}
