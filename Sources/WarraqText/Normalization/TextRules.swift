/// The rules of normalisation that look at one code point. The numbers are the steps of the
/// specification, in their order; step 2 is ICU's NFKC_Casefold.
enum TextRules {
  /// Step 1: what becomes a space: the zero-width space, the byte order mark, the Arabic signs that
  /// separate verses or stand for themselves, and the Arabic comma, which else joins numbers.
  static func isSpaceLike(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x200B, 0xFEFF, 0x06DD, 0x06DE, 0x06E9, 0x060C: true
    default: false
    }
  }

  /// Step 1: ligatures of whole phrases, which get a space on both sides.
  static func isPhrase(_ codePoint: UInt32) -> Bool { codePoint == 0xFDFA || codePoint == 0xFDFB }

  /// The right single quotation mark: U+0027 between two letters (step 1), itself elsewhere.
  static let rightQuote: UInt32 = 0x2019

  /// The one letter that case folding makes an `i` with U+0307 of.
  static let dottedI: UInt32 = 0x0130

  /// Step 1, but for the right quotation mark: what becomes a single other code point.
  static func separated(_ codePoint: UInt32) -> UInt32 {
    switch codePoint {
    case 0x066B: 0x2E
    case 0x066C: 0x2C
    default: isSpaceLike(codePoint) ? 0x20 : codePoint
    }
  }

  /// Step 3: Arabic marks that only say how to read or recite, and the tatweel.
  static func isDropped(_ codePoint: UInt32) -> Bool {
    switch codePoint {
    case 0x0610...0x061A, 0x0640, 0x064B...0x065F, 0x0670, 0x06D6...0x06DC, 0x06DF...0x06E8,
      0x06EA...0x06ED, 0x0898...0x089F, 0x08CA...0x08E1, 0x08E3...0x08FF:
      true
    default: false
    }
  }

  /// Step 4: the letter that stands for its variants. Both have two bytes in UTF-8, so that folding
  /// never moves an offset.
  static func folded(_ codePoint: UInt32) -> UInt32 {
    switch codePoint {
    case 0x0622, 0x0623, 0x0625, 0x0671: 0x0627
    case 0x0649, 0x06CC: 0x064A
    case 0x06A9: 0x0643
    case 0x0629: 0x0647
    default: codePoint
    }
  }

  /// Step 5: Arabic and extended Arabic digits to ASCII.
  static func digit(_ codePoint: UInt32) -> UInt32 {
    switch codePoint {
    case 0x0660...0x0669: codePoint - 0x0660 + 0x30
    case 0x06F0...0x06F9: codePoint - 0x06F0 + 0x30
    default: codePoint
    }
  }
}
