/// A bit of each of the 128 values of a sketch (b-bit minwise hashing: Li and König, 2010). Two sketches
/// agree in a bit if their values do, and by chance in half of the other bits.
public struct SketchBits: Hashable, Sendable {
  var first: UInt64
  var second: UInt64

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  public init(of sketch: Sketch) {
    func bits(_ values: ArraySlice<UInt32>) -> UInt64 {
      values.reduce(0) { $0 << 1 | UInt64($1 & 1) }
    }
    self.init(first: bits(sketch.values[..<64]), second: bits(sketch.values[64...]))
  }

  /// In how many of the 128 bits two sketches agree.
  public func agreement(with other: SketchBits) -> Int {
    Sketch.count - (first ^ other.first).nonzeroBitCount - (second ^ other.second).nonzeroBitCount
  }

  /// The agreement that all but about one of 2,000 pairs at a threshold have: 3.3 standard deviations
  /// below the mean of 128 bits that agree with a chance of (1 + threshold) / 2.
  public static func leastAgreement(at threshold: Threshold) -> Int {
    let (part, whole) = (threshold.numerator, threshold.denominator)
    // The variance is 32 (1 - threshold squared); a hundred times its root, in whole numbers, is the
    // same everywhere.
    let deviation = squareRoot(32 * (whole * whole - part * part) * 10_000)
    return (64_000 * (whole + part) - 33 * deviation) / (1_000 * whole)
  }

  /// The root, rounded down (Newton).
  private static func squareRoot(_ number: Int) -> Int {
    guard number > 1 else { return number }
    var root = number
    var next = (number + 1) / 2
    while next < root { (root, next) = (next, (next + number / next) / 2) }
    return root
  }
}
