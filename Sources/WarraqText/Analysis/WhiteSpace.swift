/// White space (the Unicode property White_Space) in UTF-8.
enum WhiteSpace {
  /// The end of the white space that begins at `start`; `start` where there is none.
  static func skip(_ text: SourceText, from start: Int) -> Int {
    var position = start
    while position < text.count {
      let (codePoint, length) = text.codePoint(at: position)
      guard contains(codePoint) else { break }
      position += length
    }
    return position
  }

  private static func contains(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x09...0x0D, 0x20, 0x85, 0xA0, 0x1680, 0x2000...0x200A, 0x2028, 0x2029, 0x202F, 0x205F,
      0x3000:
      true
    default: false
    }
  }
}
