/// Dunning's log-likelihood ratio of two things that occur together (Computational Linguistics 19, 1993),
/// in integers: logarithms of libraries differ in the last bit from processor to processor.
public struct LogLikelihood {
  /// Bits behind the point.
  private static let bits = 40
  /// The natural logarithm of 2.
  private static let ln2: Int128 = 762_123_384_786

  private let total: Int
  /// Logarithms that were asked for lately, each in a place of its number: most counts come again.
  private var known = [(number: Int, logarithm: Int64)](repeating: (1, 0), count: 1 << 12)

  /// Of things in so many documents.
  public init(total: Int) { self.total = total }

  /// The ratio in hundredths: `both` documents hold both, `first` and `second` hold one of them.
  public mutating func hundredths(both: Int, first: Int, second: Int) -> Int {
    var sum = weighted(both) + weighted(first - both) + weighted(second - both)
    sum += weighted(total - first - second + both) + weighted(total)
    for margin in [first, second] { sum -= weighted(margin) + weighted(total - margin) }
    let hundredths = (max(0, sum) * 2 * 100 * Self.ln2) >> Int128(2 * Self.bits - 1)
    return Int((hundredths + 1) >> 1)
  }

  /// `count` times its logarithm to the base 2.
  private mutating func weighted(_ count: Int) -> Int128 {
    guard count > 1 else { return 0 }
    let place = count & (known.count - 1)
    if known[place].number != count { known[place] = (count, Self.logarithm(UInt64(count))) }
    return Int128(count) * Int128(known[place].logarithm)
  }

  /// The logarithm to the base 2 of a number above 0, bit by bit.
  static func logarithm(_ number: UInt64) -> Int64 {
    let whole = 63 - number.leadingZeroBitCount
    // Between 1 and 2, with 63 bits behind the point.
    var rest = number << UInt64(number.leadingZeroBitCount)
    var result = Int64(whole)
    for _ in 0..<bits {
      let square = rest.multipliedFullWidth(by: rest).high
      let isTwo = square >> 63 == 1
      rest = isTwo ? square : square << 1
      result = result << 1 | (isTwo ? 1 : 0)
    }
    return result
  }
}
