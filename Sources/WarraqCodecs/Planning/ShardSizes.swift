/// How large the shards of a corpus are, in decoded bytes.
///
/// Workers that share a queue of equal tasks end up to a whole task apart, in every pass over the corpus. So
/// shards become smaller towards the end of what there is to read: each is at most a part of what is left
/// (guided self-scheduling, Polychronopoulos and Kuck 1987).
///
///     ShardSizes(decoded: 1 << 30, workers: 2).next(of: 1 << 30)  // 192 MiB
///     ShardSizes.equal(1 << 20).next(of: 1 << 30)                 // 1 MiB
public struct ShardSizes: Codable, Hashable, Sendable {
  public let largest: Int
  public let smallest: Int
  /// What is left would make so many shards.
  public let parts: Int
  /// Decoded bytes of the corpus behind the input.
  public var behind = 0

  /// Shards of one size.
  public static func equal(_ size: Int) -> ShardSizes {
    ShardSizes(largest: size, smallest: size, parts: 1)
  }

  init(largest: Int, smallest: Int, parts: Int) {
    precondition(
      largest >= smallest && smallest > 0 && parts > 0, "a shard holds at least one byte")
    (self.largest, self.smallest, self.parts) = (largest, smallest, parts)
  }

  /// Sizes for so many decoded bytes and workers, two shards for each in what is left: about 192 MiB at most,
  /// since each makes rows of its own for the words of the corpus and is done again as a whole; about 2 MiB at
  /// least, as a task takes some milliseconds, whatever it reads.
  public init(decoded: Int, workers: Int) {
    parts = 2 * max(1, workers)
    let least = 2 << 20
    largest = max(least, min(192 << 20, decoded / parts))
    smallest = max(least, largest / 4)
  }

  /// Half way between the largest and the smallest.
  public var middle: Int { smallest + (largest - smallest) / 2 }

  /// The size of a shard that begins where `rest` decoded bytes of the input are left, its own included.
  public func next(of rest: Int) -> Int {
    min(largest, max(smallest, (max(0, rest) + behind) / parts))
  }

  /// The sizes of the shards of so many decoded bytes that can be cut anywhere. The last ones are alike: no
  /// little one is left over.
  public func shares(of decoded: Int) -> [Int] {
    var shares: [Int] = []
    var rest = decoded
    while rest > 0 {
      let size = next(of: rest)
      shares.append(rest / max(1, (rest + size / 2) / size))
      rest -= shares[shares.count - 1]
    }
    return shares
  }
}
