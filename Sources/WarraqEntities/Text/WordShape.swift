/// How a word is written: which of its letters are capitals, whether it holds digits.
public enum WordShape: UInt8, Sendable, BitwiseCopyable {
  /// Letters that have no case, as in Arabic.
  case caseless
  case lower, capitalized, capitals, mixed
  /// One capital: an initial.
  case initial
  case number, numbered
  case punctuation

  /// The shape of a word from its published and its normalised bytes: a letter that folding changed
  /// was a capital. Where folding changed lengths, ASCII decides.
  static func of(published: UnsafeRawBufferPointer, normalized: UnsafeRawBufferPointer) -> Self {
    let isAligned = published.count == normalized.count
    var counts = Counts()
    var index = 0
    while index < published.count {
      let byte = published[index]
      let isFolded = isAligned && isDifferent(published, normalized, at: index)
      counts.add(byte, isUpper: byte < 0x80 ? (65...90).contains(byte) : isFolded)
      index += byte < 0x80 ? 1 : byte < 0xE0 ? 2 : byte < 0xF0 ? 3 : 4
    }
    return counts.shape
  }

  /// Whether a word begins with a capital.
  var isCapitalized: Bool {
    self == .capitalized || self == .capitals || self == .initial || self == .mixed
  }

  private static func isDifferent(
    _ a: UnsafeRawBufferPointer, _ b: UnsafeRawBufferPointer, at index: Int
  ) -> Bool {
    a[index] != b[index]
      || (index + 1 < a.count && a[index] >= 0xC0 && a[index + 1] != b[index + 1])
  }

  private struct Counts {
    var upper = 0
    var lower = 0
    var digits = 0
    var others = 0
    var startsUpper = false

    mutating func add(_ byte: UInt8, isUpper: Bool) {
      if upper + lower + digits + others == 0 { startsUpper = isUpper }
      switch byte {
      case 48...57: digits += 1
      case _ where isUpper: upper += 1
      // Latin, Greek and Cyrillic letters have case; what follows U+0590 mostly has none.
      case 97...122, 0xC3...0xD3: lower += 1
      case 0x80...: others += 1
      default: break
      }
    }

    var shape: WordShape {
      if digits > 0 { return upper + lower + others > 0 ? .numbered : .number }
      if upper + lower == 0 { return .caseless }
      if lower == 0 { return upper == 1 ? .initial : .capitals }
      if upper == 0 { return .lower }
      return startsUpper && upper == 1 ? .capitalized : .mixed
    }
  }
}
