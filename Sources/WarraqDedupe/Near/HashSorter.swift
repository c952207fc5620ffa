/// Sorts hashes and drops repeated ones.
///
/// Hashes are spread evenly, so that dealing them into about as many buckets as there are hashes, by
/// their high bits, leaves little to sort: linear time (address calculation sorting: Knuth, "The Art
/// of Computer Programming" 3, section 5.2.1). Where a bucket is crowded, as in a text that repeats
/// itself, a common sort keeps the time within n log n.
struct HashSorter: ~Copyable {
  private static let crowd: UInt32 = 24

  private var dealt = ScratchBuffer<UInt64>()
  /// Where the next hash of each bucket goes.
  private var ends = ScratchBuffer<UInt32>()

  /// Brings hashes, of which there are less than 2^32, into ascending order, each once.
  mutating func sort(_ hashes: inout [UInt64]) {
    guard hashes.count > 1 else { return }
    let bits = Int.bitWidth - 1 - hashes.count.leadingZeroBitCount
    var dealt = dealt.room(for: hashes.count)
    let ends = ends.room(for: 1 << bits)
    let isCrowded = hashes.withUnsafeBufferPointer {
      Self.deal($0, into: dealt, ends: ends, bits: bits)
    }
    if isCrowded { dealt.sort() } else { Self.insert(dealt) }
    hashes.removeAll(keepingCapacity: true)
    hashes.append(contentsOf: Self.distinct(dealt))
  }

  /// Deals hashes into buckets by their first bits; says whether one is crowded.
  private static func deal(
    _ hashes: UnsafeBufferPointer<UInt64>, into dealt: UnsafeMutableBufferPointer<UInt64>,
    ends: UnsafeMutableBufferPointer<UInt32>, bits: Int
  ) -> Bool {
    let shift = UInt64(64 - bits)
    ends.initialize(repeating: 0)
    for hash in hashes { ends[Int(hash &>> shift)] &+= 1 }
    var start: UInt32 = 0
    var largest: UInt32 = 0
    for bucket in ends.indices {
      let size = ends[bucket]
      largest = max(largest, size)
      ends[bucket] = start
      start &+= size
    }
    for hash in hashes {
      let bucket = Int(hash &>> shift)
      dealt[Int(ends[bucket])] = hash
      ends[bucket] &+= 1
    }
    return largest > crowd
  }

  /// Insertion sort: no hash leaves its bucket.
  private static func insert(_ hashes: UnsafeMutableBufferPointer<UInt64>) {
    for index in 1..<hashes.count {
      let hash = hashes[index]
      var hole = index
      while hole > 0, hashes[hole &- 1] > hash {
        hashes[hole] = hashes[hole &- 1]
        hole &-= 1
      }
      hashes[hole] = hash
    }
  }

  /// Moves the first of equal neighbours together.
  private static func distinct(
    _ hashes: UnsafeMutableBufferPointer<UInt64>
  ) -> UnsafeMutableBufferPointer<UInt64> {
    var count = 1
    for index in 1..<hashes.count {
      hashes[count] = hashes[index]
      count &+= hashes[index] == hashes[count &- 1] ? 0 : 1
    }
    return UnsafeMutableBufferPointer(rebasing: hashes[..<count])
  }
}
