import CWarraqICU

/// The versions of Unicode and ICU that decide how text is normalised and cut into words. They are
/// recorded in every run.
public enum UnicodeVersion {
  /// The Unicode version of ICU's data, `15.0` for example.
  public static var unicode: String { read(warraq_icu_unicode_version) }
  /// The version of ICU, `72.1` for example.
  public static var icu: String { read(warraq_icu_version) }

  private static func read(_ write: (UnsafeMutablePointer<CChar>?) -> Void) -> String {
    withUnsafeTemporaryAllocation(of: CChar.self, capacity: 32) { buffer in
      buffer.initialize(repeating: 0)
      write(buffer.baseAddress)
      return buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
  }
}
