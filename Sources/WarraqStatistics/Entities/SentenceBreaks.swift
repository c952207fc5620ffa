/// Tells whether a sentence ends between two places of a text: for counting what stands in one
/// sentence, not for quoting.
enum SentenceBreaks {
  /// Whether some sentence ends in a range of a text.
  static func contains(_ range: Range<Int>, in text: UnsafeRawBufferPointer) -> Bool {
    var index = range.lowerBound
    while index < range.upperBound {
      // Eight bytes at once, of which most end nothing.
      if index + 8 <= range.upperBound, !mayEnd(EightBytes(text, at: index)) {
        index += 8
        continue
      }
      let next = min(index + 8, range.upperBound)
      for place in index..<next where ends(text, place) { return true }
      index = next
    }
    return false
  }

  /// Whether one of eight bytes may end a sentence: a line feed, `!`, `?`, `.`, the last byte of ؟ or ۔, the first
  /// of 。.
  private static func mayEnd(_ bytes: EightBytes) -> Bool {
    let found =
      bytes.holds(0x0A) | bytes.holds(0x21) | bytes.holds(0x3F) | bytes.holds(0x2E)
      | bytes.holds(0x9F) | bytes.holds(0x94) | bytes.holds(0xE3)
    return found != 0
  }

  private static func ends(_ text: UnsafeRawBufferPointer, _ index: Int) -> Bool {
    switch text[index] {
    case 0x0A, UInt8(ascii: "!"), UInt8(ascii: "?"): return true
    case UInt8(ascii: "."): return isFullStop(text, index)
    case 0x9F: return index > 0 && text[index - 1] == 0xD8
    case 0x94: return index > 0 && text[index - 1] == 0xDB
    case 0xE3: return index + 2 < text.count && text[index + 1] == 0x80 && text[index + 2] == 0x82
    default: return false
    }
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
