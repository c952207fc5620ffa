import CWarraqIntrinsics

/// A set of hashes, sorted, that tells the rank of each: the index of every table in a model file.
///
/// Only the upper 32 bits are kept. They are grouped by their first bits, four to a group on average,
/// so a look-up reads one pair of bounds and a few neighbours, in the file as it is mapped. A hash that is not in the set is taken for another one with a chance of `count` / 2^32.
struct HashIndex {
  private let keys: UnsafeBufferPointer<UInt32>
  private let starts: UnsafeBufferPointer<UInt32>
  private let shift: UInt32

  /// How many hashes there are.
  var count: Int { keys.count }

  /// An index in two sections of a model file.
  init(keys: UnsafeBufferPointer<UInt32>, starts: UnsafeBufferPointer<UInt32>) {
    self.keys = keys
    self.starts = starts
    shift = 32 - Self.bits(groups: max(1, starts.count - 1))
  }

  /// Whether the groups are bounds of keys, so that nothing is read beyond a damaged file's end.
  var isSound: Bool {
    let groups = max(1, starts.count - 1)
    return groups & (groups - 1) == 0 && (starts.last ?? 0) == UInt32(clamping: keys.count)
      && zip(starts, starts.dropFirst()).allSatisfy(<=)
  }

  /// The rank of a hash.
  @inline(__always) func rank(of hash: UInt64) -> Int? {
    let key = UInt32(truncatingIfNeeded: hash >> 32)
    let group = Int(shift < 32 ? key >> shift : 0)
    guard group &+ 1 < starts.count else { return nil }
    var index = Int(starts[group])
    let end = Int(starts[group &+ 1])
    while index < end, keys[index] < key { index &+= 1 }
    return index < end && keys[index] == key ? index : nil
  }

  /// Calls `body` with the place and the rank of each feature of a batch that is in the set, after `ask` with
  /// the ranks of all. Memory answers for all of them at once: each step reads for all before the next one looks
  /// at what was read.
  @inline(__always) func forEachRank(
    of batch: FeatureBatch, ask: (Int) -> Void, _ body: (Int, Int) -> Void
  ) {
    guard let keys = keys.baseAddress, let starts = starts.baseAddress else { return }
    let (count, groups, bounds) = (batch.count, self.starts.count - 1, batch.bounds)
    for position in 0..<count {
      let hash = batch.keys[position]
      let group = Int(shift < 32 ? UInt32(truncatingIfNeeded: hash >> 32) >> shift : 0)
      bounds[position] = group < groups ? SIMD2(starts[group], starts[group &+ 1]) : SIMD2()
    }
    for position in 0..<count where bounds[position].x < bounds[position].y {
      warraq_prefetch(keys + Int(bounds[position].x))
    }
    var found = 0
    for position in 0..<count {
      let key = UInt32(truncatingIfNeeded: batch.keys[position] >> 32)
      var index = Int(bounds[position].x)
      let end = Int(bounds[position].y)
      while index < end, keys[index] < key { index &+= 1 }
      guard index < end, keys[index] == key else { continue }
      ask(index)
      bounds[found] = SIMD2(UInt32(batch.places[position]), UInt32(index))
      found &+= 1
    }
    for position in 0..<found { body(Int(bounds[position].x), Int(bounds[position].y)) }
  }

  /// Calls `body` with the upper 32 bits of each hash.
  func forEachKey(_ body: (UInt32) -> Void) { keys.forEach(body) }

  /// The two sections for sorted, distinct keys.
  static func sections(of keys: [UInt32]) -> (keys: [UInt32], starts: [UInt32]) {
    var bits: UInt32 = 0
    while (keys.count >> 2) >> Int(bits) > 0, bits < 24 { bits += 1 }
    var starts = [UInt32](repeating: 0, count: (1 << Int(bits)) + 1)
    for key in keys { starts[Int(bits > 0 ? key >> (32 - bits) : 0) + 1] += 1 }
    for group in 1..<starts.count { starts[group] += starts[group - 1] }
    return (keys, starts)
  }

  private static func bits(groups: Int) -> UInt32 {
    UInt32(Int.bitWidth - 1 - groups.leadingZeroBitCount)
  }
}
