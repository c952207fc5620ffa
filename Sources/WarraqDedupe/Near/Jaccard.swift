/// The similarity of two sets: the size of their intersection over that of their union (Jaccard,
/// "Étude comparative de la distribution florale", 1901), kept as these two counts.
public struct Jaccard: Equatable, Sendable {
  public var intersection: Int
  public var union: Int

  public init(intersection: Int, union: Int) {
    self.intersection = intersection
    self.union = union
  }

  /// Compares two sets, each ascending without repeats, as ``Shingles/hashes`` are once sorted.
  public init(of a: [UInt64], and b: [UInt64]) {
    let shared = a.withUnsafeBufferPointer { a in
      b.withUnsafeBufferPointer { Self.countShared(a, $0) }
    }
    self.init(intersection: shared, union: a.count + b.count - shared)
  }

  /// Whether the similarity is at least the threshold. Two empty sets are not similar.
  public func reaches(_ threshold: Threshold) -> Bool {
    union > 0 && intersection * threshold.denominator >= threshold.numerator * union
  }

  /// Whether it is more than another one.
  func exceeds(_ other: Jaccard) -> Bool {
    intersection * other.union > other.intersection * union
  }

  /// The similarity with four decimals, rounded half up from the counts: `0.6667`.
  public var text: String {
    guard union > 0 else { return "0.0000" }
    let rounded = (20_000 * intersection + union) / (2 * union)
    let digits = String(rounded % 10_000)
    return "\(rounded / 10_000)." + String(repeating: "0", count: 4 - digits.utf8.count) + digits
  }

  /// Merges without branches that depend on the data.
  private static func countShared(
    _ a: UnsafeBufferPointer<UInt64>, _ b: UnsafeBufferPointer<UInt64>
  ) -> Int {
    var (i, j, shared) = (0, 0, 0)
    while i < a.count, j < b.count {
      let (left, right) = (a[i], b[j])
      shared &+= left == right ? 1 : 0
      i &+= left <= right ? 1 : 0
      j &+= right <= left ? 1 : 0
    }
    return shared
  }
}
