/// Code points in valid UTF-8, without String.
enum UTF8Bytes {
  /// The number of bytes of the code point that begins with `lead`.
  @inline(__always) static func length(lead: UInt8) -> Int {
    lead < 0x80 ? 1 : lead < 0xE0 ? 2 : lead < 0xF0 ? 3 : 4
  }

  /// The code point at `text` and its length. `available` bytes may be read: a code point that
  /// would go beyond them, which valid text does not hold, is U+FFFD and ends there.
  @inline(__always) static func decode(
    _ text: UnsafePointer<UInt8>, available: Int
  ) -> (codePoint: UInt32, length: Int) {
    let lead = text[0]
    let length = length(lead: lead)
    guard length <= available else { return (0xFFFD, available) }
    switch length {
    case 1: return (UInt32(lead), 1)
    case 2: return (UInt32(lead & 0x1F) << 6 | tail(text, 1), 2)
    case 3: return (UInt32(lead & 0x0F) << 12 | tail(text, 1) << 6 | tail(text, 2), 3)
    default:
      let high = UInt32(lead & 0x07) << 18 | tail(text, 1) << 12
      return (min(high | tail(text, 2) << 6 | tail(text, 3), 0x10_FFFF), 4)
    }
  }

  @inline(__always) private static func tail(_ text: UnsafePointer<UInt8>, _ i: Int) -> UInt32 {
    UInt32(text[i] & 0x3F)
  }

  /// The start of the code point that ends before `end`, which is not the start of the text.
  @inline(__always) static func previous(_ text: UnsafePointer<UInt8>, before end: Int) -> Int {
    var start = end - 1
    while start > 0, end - start < 4, text[start] & 0xC0 == 0x80 { start -= 1 }
    return start
  }

  /// The bytes of a code point, the first one lowest, and their number.
  static func encode(_ codePoint: UInt32) -> (bytes: UInt32, count: Int) {
    switch codePoint {
    case ..<0x80: return (codePoint, 1)
    case ..<0x800: return (0xC0 | codePoint >> 6 | tail(codePoint) << 8, 2)
    case ..<0x1_0000:
      return (0xE0 | codePoint >> 12 | tail(codePoint >> 6) << 8 | tail(codePoint) << 16, 3)
    default:
      let high = 0xF0 | codePoint >> 18 | tail(codePoint >> 12) << 8
      return (high | tail(codePoint >> 6) << 16 | tail(codePoint) << 24, 4)
    }
  }

  private static func tail(_ bits: UInt32) -> UInt32 { 0x80 | bits & 0x3F }

  /// Calls `body` with every code point of `text`.
  @inline(__always) static func forEach(
    _ text: UnsafeBufferPointer<UInt8>, _ body: (UInt32) -> Void
  ) {
    guard let base = text.baseAddress else { return }
    var position = 0
    while position < text.count {
      let (codePoint, length) = decode(base + position, available: text.count - position)
      body(codePoint)
      position += length
    }
  }
}

extension [UInt8] {
  /// Appends a code point as UTF-8.
  mutating func append(codePoint: UInt32) {
    var (bytes, count) = UTF8Bytes.encode(codePoint)
    while count > 0 {
      append(UInt8(truncatingIfNeeded: bytes))
      bytes >>= 8
      count -= 1
    }
  }
}
