/// Functions that make 64 bits look like random ones.
enum Mixing {
  /// The odd number nearest to 2^64 divided by the golden ratio: the step between seeds.
  private static let stride: UInt64 = 0x9E37_79B9_7F4A_7C15

  /// One to one: the finisher of SplitMix64. Steele, Lea and Flood, "Fast Splittable Pseudorandom
  /// Number Generators" (2014), with the constants of Stafford's variant 13.
  @inline(__always) static func mix(_ value: UInt64) -> UInt64 {
    var z = value
    z = (z ^ (z >> 30)) &* 0xBF58_476D_1CE4_E5B9
    z = (z ^ (z >> 27)) &* 0x94D0_49BB_1331_11EB
    return z ^ (z >> 31)
  }

  /// A seed for each index: the SplitMix64 sequence that begins at 0.
  @inline(__always) static func seed(_ index: Int) -> UInt64 {
    mix((UInt64(truncatingIfNeeded: index) &+ 1) &* stride)
  }

  /// For values that are spread evenly already: the halves of one product, as wyhash (Wang Yi, 2019)
  /// folds them. A third of the work of ``mix(_:)``.
  @inline(__always) static func fold(_ value: UInt64) -> UInt64 {
    let product = value.multipliedFullWidth(by: 0xD1B5_4A32_D192_ED03)
    return product.high ^ product.low
  }
}
