/// How often each code of an FSE table occurs among its states, as a block describes it
/// (RFC 8878, 4.1.1).
struct FSECounts {
  /// The binary logarithm of the number of states.
  let log: Int
  /// States of each code; -1 for one state of a code that is less likely than that.
  let states: [Int]
  /// Bytes of the description.
  let bytes: Int

  private static let mostCodes = 256
  private static let greatestLog = 15

  /// Reads the description at the front of `range`; `nil` when it is damaged.
  init?(_ bytes: UnsafeRawBufferPointer, at range: Range<Int>) {
    var bits = ForwardBits(bytes: bytes, range: range)
    let log = bits.take(4) + 5
    guard log <= Self.greatestLog else { return nil }
    var states: [Int] = []
    var left = 1 << log
    while left > 0, states.count < Self.mostCodes {
      let count = Self.count(&bits, upTo: left)
      states.append(count)
      left -= abs(count)
      guard count == 0 else { continue }
      var more = 3
      while more == 3 {
        more = bits.take(2)
        states += Array(repeating: 0, count: more)
        guard states.count < Self.mostCodes else { return nil }
      }
    }
    self.log = log
    self.states = states
    self.bytes = (bits.position + 7) / 8
    guard left == 0, self.bytes <= range.count else { return nil }
  }

  /// A number from -1 to `left`: small ones take a bit less, where not all values of so many bits are
  /// needed.
  private static func count(_ bits: inout ForwardBits, upTo left: Int) -> Int {
    let width = Int.bitWidth - (left + 1).leadingZeroBitCount
    let threshold = 1 << (width - 1)
    let spare = 2 * threshold - 2 - left
    let low = bits.peek(width) & (threshold - 1)
    if low < spare {
      bits.skip(width - 1)
      return low - 1
    }
    let value = bits.take(width)
    return (value >= threshold ? value - spare : value) - 1
  }
}

/// Reads bits from the lowest one of the first byte on. Behind the end there are zeros.
private struct ForwardBits {
  let bytes: UnsafeRawBufferPointer
  let range: Range<Int>
  /// Bits that were taken.
  private(set) var position = 0

  init(bytes: UnsafeRawBufferPointer, range: Range<Int>) {
    self.bytes = bytes
    self.range = range
  }

  func peek(_ count: Int) -> Int {
    let first = range.lowerBound + position / 8
    let word = (0..<4).reduce(0) { word, index in
      first + index < range.upperBound ? word | Int(bytes[first + index]) << (8 * index) : word
    }
    return word >> (position % 8) & (1 << count - 1)
  }

  mutating func skip(_ count: Int) { position += count }

  mutating func take(_ count: Int) -> Int {
    defer { skip(count) }
    return peek(count)
  }
}
