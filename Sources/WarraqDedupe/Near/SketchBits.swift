import WarraqCore

/// Some low bits of each of the 128 values of a sketch (b-bit minwise hashing: Li and König, 2010). Two
/// sketches agree in a value if it is the same in both, and by chance in one of 2^bits others.
public protocol ShortSketch: Hashable, Sendable {
  /// How many bits are left of a value.
  static var bits: Int { get }
  init(of sketch: Sketch)
  /// In how many of the 128 values two sketches agree.
  func agreement(with other: Self) -> Int
}

extension ShortSketch {
  /// The agreement that all but about one of 700 pairs at a threshold have: three standard deviations
  /// below the mean of 128 values that agree with a chance of `threshold`, or else of 1 in 2^bits.
  public static func leastAgreement(at threshold: Threshold) -> Int {
    let chances = 1 << bits
    let whole = threshold.denominator * chances
    let part = threshold.numerator * (chances - 1) + threshold.denominator
    // A hundred times the deviation, in whole numbers: the same everywhere.
    let deviation = squareRoot(Sketch.count * 10_000 * part * (whole - part))
    return (Sketch.count * 100 * part - 3 * deviation) / (100 * whole)
  }

  /// The root, rounded down (Newton).
  private static func squareRoot(_ number: Int) -> Int {
    guard number > 1 else { return number }
    var root = number
    var next = (number + 1) / 2
    while next < root { (root, next) = (next, (next + number / next) / 2) }
    return root
  }

  /// 64 bits of values, the first value's highest.
  fileprivate static func packed(_ values: ArraySlice<UInt32>) -> UInt64 {
    values.reduce(0) { $0 << UInt64(bits) | UInt64($1) & (1 << UInt64(bits) - 1) }
  }
}

/// A bit of each value: what a row for each band can carry.
public struct SketchBits: ShortSketch {
  public static let bits = 1

  var first: UInt64
  var second: UInt64

  init(first: UInt64, second: UInt64) {
    self.first = first
    self.second = second
  }

  public init(of sketch: Sketch) {
    self.init(first: Self.packed(sketch.values[..<64]), second: Self.packed(sketch.values[64...]))
  }

  public func agreement(with other: SketchBits) -> Int {
    Sketch.count - (first ^ other.first).nonzeroBitCount - (second ^ other.second).nonzeroBitCount
  }
}

/// Four bits of each value: nearly as good as whole sketches, in 64 bytes.
public struct SketchNibbles: ShortSketch {
  public static let bits = 4
  private static let perWord = 16

  var words: [UInt64]

  init(words: [UInt64]) { self.words = words }

  public init(of sketch: Sketch) {
    words = stride(from: 0, to: Sketch.count, by: Self.perWord).map {
      Self.packed(sketch.values[$0..<$0 + Self.perWord])
    }
  }

  public func agreement(with other: SketchNibbles) -> Int {
    zip(words, other.words).reduce(Sketch.count) { agreement, words in
      let different = words.0 ^ words.1
      let pairs = different | different >> 1
      return agreement - ((pairs | pairs >> 2) & 0x1111_1111_1111_1111).nonzeroBitCount
    }
  }
}

extension RowEncoder {
  mutating func nibbles(_ sketch: SketchNibbles) { sketch.words.forEach { fixed($0) } }
}

extension RowDecoder {
  mutating func nibbles() -> SketchNibbles {
    SketchNibbles(words: (0..<Sketch.count / 16).map { _ in fixed() })
  }
}
