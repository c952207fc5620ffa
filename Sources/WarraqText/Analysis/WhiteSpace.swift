/// White space (the Unicode property White_Space) in UTF-8.
enum WhiteSpace {
  /// For every byte, whether white space can begin with it.
  static let leads: [Bool] = (0..<256).map { byte in
    switch byte {
    case 0x09...0x0D, 0x20, 0xC2, 0xE1, 0xE2, 0xE3: true
    default: false
    }
  }

  /// The length of the white space code point at `text`, 0 when there is none.
  @inline(__always) static func length(
    _ text: UnsafePointer<UInt8>, available: Int
  ) -> Int {
    let lead = text[0]
    if lead < 0x80 { return lead == 0x20 || 0x09...0x0D ~= lead ? 1 : 0 }
    let (codePoint, length) = UTF8Bytes.decode(text, available: available)
    return isWhiteSpace(codePoint) ? length : 0
  }

  private static func isWhiteSpace(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F, 0x3000: true
    default: false
    }
  }
}
