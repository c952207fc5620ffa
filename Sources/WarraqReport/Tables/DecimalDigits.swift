/// Writes numbers as decimal digits without a string on the way.
enum DecimalDigits {
  /// Digits and sign of the longest number.
  static let longest = 20

  /// Writes `number` to `output`, which has room for ``longest`` bytes. Gives the number of bytes written.
  static func write(_ number: Int, to output: UnsafeMutablePointer<UInt8>) -> Int {
    var rest = number.magnitude
    var count = number < 0 ? 1 : 0
    if number < 0 { output[0] = 0x2D }
    let first = count
    repeat {
      let (quotient, digit) = rest.quotientAndRemainder(dividingBy: 10)
      output[count] = 0x30 + UInt8(truncatingIfNeeded: digit)
      count += 1
      rest = quotient
    } while rest > 0
    var digits = UnsafeMutableBufferPointer(start: output + first, count: count - first)
    digits.reverse()
    return count
  }
}
