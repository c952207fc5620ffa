import CWarraqLanguage

/// Tells the language of a text by Compact Language Detector 2, which scores letter quadgrams (and whole
/// words of scripts without spaces) against tables of some eighty languages.
public enum LanguageDetector {
  /// So much of a text is looked at: more tells no better (see Docs/decisions/language.md).
  static let window = 1024

  /// The code of the language that the text, valid UTF-8, begins in: `ar`, `en`, `zh-Hant`. `nil` where
  /// the text is too short, or in no language that is known.
  public static func language(of text: UnsafeRawBufferPointer) -> String? {
    var count = min(text.count, window)
    while count > 0, count < text.count, text[count] & 0xC0 == 0x80 { count -= 1 }
    guard count > 0, let base = text.baseAddress,
      let code = warraq_language(base.assumingMemoryBound(to: CChar.self), Int32(count))
    else { return nil }
    return replaced[String(cString: code)] ?? String(cString: code)
  }

  /// Codes that ISO 639-1 has replaced since.
  private static let replaced = ["iw": "he", "jw": "jv", "in": "id", "mo": "ro"]
}
