/// The Jaccard similarity of two sets, as an exact fraction.
public struct Similarity: Equatable, Sendable {
  /// Members of both sets.
  public var common: Int
  /// Members of either set.
  public var all: Int

  /// The similarity of a set to itself.
  public static let one = Similarity(common: 1, all: 1)

  public init(common: Int, all: Int) {
    self.common = common
    self.all = all
  }

  /// Of two ascending lists without repetition.
  public init(_ a: UnsafeBufferPointer<UInt64>, _ b: UnsafeBufferPointer<UInt64>) {
    var (i, j, common) = (0, 0, 0)
    while i < a.count, j < b.count {
      let (x, y) = (a[i], b[j])
      // Which one is less cannot be foretold.
      common &+= x == y ? 1 : 0
      i &+= x <= y ? 1 : 0
      j &+= y <= x ? 1 : 0
    }
    self.init(common: common, all: a.count + b.count - common)
  }

  /// Whether it is at least so many ten-thousandths.
  public func reaches(_ tenThousandths: Int) -> Bool { common * 10_000 >= tenThousandths * all }

  /// Four decimals, rounded half up.
  public var text: String {
    guard all > 0 else { return "0.0000" }
    let scaled = (common * 20_000 + all) / (2 * all)
    let digits = String(scaled % 10_000)
    return "\(scaled / 10_000)." + String(repeating: "0", count: 4 - digits.count) + digits
  }

  /// Whether it is more than another one.
  func exceeds(_ other: Similarity) -> Bool { common * other.all > other.common * all }
}
