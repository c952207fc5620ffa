/// Classic MinHash: Broder, "On the resemblance and containment of documents" (1997). Each value is
/// the least hash of the shingles under a hash function of its own.
///
/// The functions are multiply-add-shift, strongly universal from 32 to 32 bits: Dietzfelbinger,
/// "Universal hashing and k-wise independent random variables via integer arithmetic without primes"
/// (1996). Shingles are hashes already, which makes universal functions as good as random ones:
/// Chung, Mitzenmacher and Vadhan, "Why simple hash functions work" (2013).
enum MinHash {
  /// Fills `values` from `shingles`.
  static func fill(
    _ values: UnsafeMutableBufferPointer<UInt32>, from shingles: UnsafeBufferPointer<UInt64>
  ) {
    for index in values.indices {
      let factor = Mixing.seed(2 * index)
      let addend = Mixing.seed(2 * index + 1)
      var least = UInt32.max
      for shingle in shingles {
        let hash = factor &* (shingle >> 32) &+ addend
        least = min(least, UInt32(truncatingIfNeeded: hash >> 32))
      }
      values[index] = least
    }
  }
}
