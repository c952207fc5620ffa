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
    if let plain = plain(published, normalized) { return plain }
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

  /// The shape of most words, which folding leaves as they are: nothing but letters from U+0500 on, or nothing but
  /// small ones of ASCII. Eight bytes at once, some of them twice.
  @inline(__always) private static func plain(
    _ published: UnsafeRawBufferPointer, _ normalized: UnsafeRawBufferPointer
  ) -> Self? {
    let count = published.count
    guard count == normalized.count, count >= 4 else { return nil }
    var bits = PlainBits()
    if count < 8 {
      let halves = { (text: UnsafeRawBufferPointer) in
        UInt64(text.loadUnaligned(as: UInt32.self))
          | UInt64(text.loadUnaligned(fromByteOffset: count - 4, as: UInt32.self)) << 32
      }
      return bits.adds(halves(published), halves(normalized)) ? bits.shape : nil
    }
    var offset = 0
    while true {
      let from = min(offset, count - 8)
      let isSame = bits.adds(
        published.loadUnaligned(fromByteOffset: from, as: UInt64.self),
        normalized.loadUnaligned(fromByteOffset: from, as: UInt64.self))
      guard isSame else { return nil }
      offset += 8
      if offset >= count { return bits.shape }
    }
  }

  /// What eight bytes after eight bytes have in common.
  private struct PlainBits {
    private static let high: UInt64 = 0x8080_8080_8080_8080
    private static let ones: UInt64 = 0x0101_0101_0101_0101
    /// Highest bits that are set where a byte is none of a letter from U+0500 on, or no small one of ASCII.
    private var cased: UInt64 = 0
    private var others: UInt64 = 0

    /// Adds bytes; whether folding has left them as they are.
    @inline(__always) mutating func adds(_ bytes: UInt64, _ folded: UInt64) -> Bool {
      let low = bytes & ~Self.high
      // Bytes from 0xC0 on begin a letter: those of code points below U+0500 are less than 0xD4.
      let isFirst = (bytes & 0x4040_4040_4040_4040) << 1
      let isBehind = (bytes & 0x3F3F_3F3F_3F3F_3F3F) &+ 0x6C * Self.ones
      cased |= ~bytes | isFirst & ~isBehind
      others |= bytes | ~(low &+ 0x1F * Self.ones) | (low &+ 0x05 * Self.ones)
      return bytes == folded
    }

    var shape: WordShape? {
      cased & Self.high == 0 ? .caseless : others & Self.high == 0 ? .lower : nil
    }
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
