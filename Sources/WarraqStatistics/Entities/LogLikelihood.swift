/// Dunning's log-likelihood ratio of two things that occur together (Computational Linguistics 19, 1993),
/// in integers: logarithms of libraries differ in the last bit from processor to processor.
public enum LogLikelihood {
  /// Bits behind the point.
  private static let bits = 40
  /// The natural logarithm of 2.
  private static let ln2: Int128 = 762_123_384_786

  /// The ratio in hundredths: `both` of `total` documents hold both, `first` and `second` hold one of
  /// them.
  public static func hundredths(both: Int, first: Int, second: Int, total: Int) -> Int {
    let cells = [both, first - both, second - both, total - first - second + both]
    let margins = [first, total - first, second, total - second]
    let sum =
      cells.reduce(0) { $0 + weighted($1) } - margins.reduce(0) { $0 + weighted($1) }
      + weighted(total)
    let hundredths = (max(0, sum) * 2 * 100 * ln2) >> Int128(2 * bits - 1)
    return Int((hundredths + 1) >> 1)
  }

  /// `count` times its logarithm to the base 2.
  private static func weighted(_ count: Int) -> Int128 {
    count > 1 ? Int128(count) * Int128(logarithm(UInt64(count))) : 0
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
