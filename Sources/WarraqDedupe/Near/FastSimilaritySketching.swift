/// Fast Similarity Sketching: Dahlgaard, Knudsen and Thorup, "Fast Similarity Sketching" (2017).
///
/// In each of the first 128 rounds every shingle falls into a bin by chance, in each of the next 128
/// all fall into one bin, and a bin keeps the least hash of the first round that reached it. When all
/// bins are filled the sketch is done: that takes some 700 hashes, or one round for larger sets.
/// Values estimate as well as those of 128 independent hash functions, and better where shingles are
/// few, since bins then draw them almost without putting back.
enum FastSimilaritySketching {
  private static let empty = UInt64.max
  /// 256 different shingles leave a bin empty after so many rounds once in 70,000 sets.
  private static let patience = 8

  /// Fills `values` from `shingles`; `bins` is scratch, as long as `values`: a power of two.
  static func fill(
    _ values: UnsafeMutableBufferPointer<UInt32>, bins: UnsafeMutableBufferPointer<UInt64>,
    from shingles: UnsafeBufferPointer<UInt64>
  ) {
    bins.initialize(repeating: empty)
    var round = 0
    while round < bins.count, bins.contains(empty) {
      if round == patience, shingles.count > 2 * bins.count {
        // Few that repeat: each counts once, in all the rounds to come.
        let distinct = Array(Set(shingles))
        if distinct.count < shingles.count {
          return distinct.withUnsafeBufferPointer { fill(values, bins: bins, from: $0) }
        }
      }
      scatter(shingles, round, bins)
      round += 1
    }
    if bins.contains(empty) {
      for bin in bins.indices where bins[bin] == empty {
        bins[bin] = least(of: shingles, round: bins.count + bin)
      }
    }
    // The low bits of the hashes: the high ones of least hashes are mostly zero.
    for bin in bins.indices { values[bin] = UInt32(truncatingIfNeeded: bins[bin]) }
  }

  /// One round over all bins. Without a branch: whether a hash is the least so far cannot be foreseen.
  private static func scatter(
    _ shingles: UnsafeBufferPointer<UInt64>, _ round: Int,
    _ bins: UnsafeMutableBufferPointer<UInt64>
  ) {
    let seed = Mixing.seed(round)
    let mask = UInt64(bins.count - 1)
    for shingle in shingles {
      let hash = Mixing.fold(shingle ^ seed)
      let bin = Int(truncatingIfNeeded: hash & mask)
      bins[bin] = min(bins[bin], key(hash, round))
    }
  }

  private static func least(of shingles: UnsafeBufferPointer<UInt64>, round: Int) -> UInt64 {
    let seed = Mixing.seed(round)
    return shingles.reduce(empty) { min($0, key(Mixing.fold($1 ^ seed), round)) }
  }

  /// A hash of a round: below those of all later rounds, and without the bits that choose the bin.
  @inline(__always) private static func key(_ hash: UInt64, _ round: Int) -> UInt64 {
    UInt64(truncatingIfNeeded: round) << 56 | hash >> 8
  }
}
