/// Reads bits from the end of a range to its front, as those of sequences are (RFC 8878, 4.1).
struct BackwardBits {
  private let bytes: UnsafeRawBufferPointer
  private let begin: Int
  /// Bits that are left.
  private(set) var count: Int

  /// The highest bit that is set in the last byte marks the end; `nil` where there is none.
  init?(_ bytes: UnsafeRawBufferPointer, at range: Range<Int>) {
    guard let last = range.last, bytes[last] != 0 else { return nil }
    self.bytes = bytes
    begin = range.lowerBound
    count = range.count * 8 - bytes[last].leadingZeroBitCount - 1
  }

  /// Takes up to 32 bits; `nil` where fewer are left.
  mutating func take(_ wanted: Int) -> Int? {
    guard wanted <= count else { return nil }
    count -= wanted
    let first = begin + count / 8
    let last = begin + (count + wanted + 7) / 8
    let word = (first..<last).reduce(0) { $0 | Int(bytes[$1]) << (8 * ($1 - first)) }
    return word >> (count % 8) & (1 << wanted - 1)
  }
}
