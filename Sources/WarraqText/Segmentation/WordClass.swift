import CWarraqICU

/// How the tokenizer sees a code point: its class under the word break rules, and what it is to the
/// rules about letters and full stops.
struct WordClass: BitwiseCopyable, Equatable {
  private let bits: UInt8

  private static let letterBit: UInt8 = 0x10
  private static let foreignBit: UInt8 = 0x20

  /// Class of a code point.
  init(_ codePoint: UInt32) {
    let letter = warraq_icu_is_letter(Int32(codePoint))
    let foreign = letter && !warraq_icu_is_latin_greek_cyrillic(Int32(codePoint))
    bits =
      UInt8(warraq_icu_word_class(Int32(codePoint)))
      | (letter ? Self.letterBit : 0) | (foreign ? Self.foreignBit : 0)
  }

  /// One of the `WARRAQ_WORD` values.
  @inline(__always) var rule: UInt8 { bits & 0x0F }
  /// Whether its general category is L*.
  @inline(__always) var isLetter: Bool { bits & Self.letterBit != 0 }
  /// Whether it is a letter that is neither Latin, Greek nor Cyrillic.
  @inline(__always) var isForeignLetter: Bool { bits & Self.foreignBit != 0 }

  static let other = UInt8(WARRAQ_WORD_OTHER)
  static let space = UInt8(WARRAQ_WORD_SPACE)
  static let letter = UInt8(WARRAQ_WORD_LETTER)
  static let numeric = UInt8(WARRAQ_WORD_NUMERIC)
  static let extend = UInt8(WARRAQ_WORD_EXTEND)
  static let extendNumLet = UInt8(WARRAQ_WORD_EXTEND_NUM_LET)
  static let midLetter = UInt8(WARRAQ_WORD_MID_LETTER)
  static let midNum = UInt8(WARRAQ_WORD_MID_NUM)
  static let midNumLet = UInt8(WARRAQ_WORD_MID_NUM_LET)
  static let complex = UInt8(WARRAQ_WORD_COMPLEX)
  static let hebrew = UInt8(WARRAQ_WORD_HEBREW)
  static let unbound = UInt8(WARRAQ_WORD_UNBOUND)
  static let ideograph = UInt8(WARRAQ_WORD_IDEOGRAPH)
  static let hangul = UInt8(WARRAQ_WORD_HANGUL)
}

/// The word classes of all code points. One thread at a time.
final class WordClassTable {
  private let pages = CodePointTable<WordClass>()
  /// The classes of the code points below U+0800.
  let short: UnsafeMutablePointer<WordClass>
  private static let shortCount = 0x800

  init() {
    short = .allocate(capacity: Self.shortCount)
    for codePoint in 0..<Self.shortCount {
      (short + codePoint).initialize(to: WordClass(UInt32(codePoint)))
    }
  }

  deinit { short.deallocate() }

  @inline(__always) subscript(codePoint: UInt32) -> WordClass {
    pages.value(of: codePoint) { WordClass($0) }
  }

  /// The class of the code point at `text` and its length.
  @inline(__always) func next(
    _ text: UnsafePointer<UInt8>, available: Int
  ) -> (wordClass: WordClass, length: Int) {
    let lead = text[0]
    if lead < 0x80 { return (short[Int(lead)], 1) }
    if lead < 0xE0, available > 1 {
      return (short[Int(lead & 0x1F) << 6 | Int(text[1] & 0x3F)], 2)
    }
    let (codePoint, length) = UTF8Bytes.decode(text, available: available)
    return (self[codePoint], length)
  }
}
