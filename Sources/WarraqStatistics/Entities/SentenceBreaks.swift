/// Tells whether a sentence ends between two places of a text: for counting what stands in one
/// sentence, not for quoting.
enum SentenceBreaks {
  /// Whether some sentence ends in a range of a text.
  static func contains(_ range: Range<Int>, in text: UnsafeRawBufferPointer) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      switch text[index] {
      case 0x0A, UInt8(ascii: "!"), UInt8(ascii: "?"): return true
      case UInt8(ascii: "."): if isFullStop(text, index) { return true }
      // ؟ ۔ 。
      case 0xD8: if index + 1 < text.count, text[index + 1] == 0x9F { return true }
      case 0xDB: if index + 1 < text.count, text[index + 1] == 0x94 { return true }
      case 0xE3:
        if index + 2 < text.count, text[index + 1] == 0x80, text[index + 2] == 0x82 { return true }
      default: break
      }
      index += 1
    }
    return false
  }

  /// Whether a full stop ends a sentence: white space or a quote follows, and the word before it has more
  /// than two letters, which `Dr.` and initials have not.
  private static func isFullStop(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    let next = index + 1 < text.count ? text[index + 1] : 0x20
    guard next == 0x20 || next == 0x0A || next == 0x0D || next == 0x22 || next >= 0xC2 else {
      return false
    }
    let word = text[..<index].reversed().prefix { $0 != 0x20 && $0 != 0x2E && $0 != 0x0A }
    return word.lazy.filter { $0 & 0xC0 != 0x80 }.prefix(3).count > 2
  }
}
