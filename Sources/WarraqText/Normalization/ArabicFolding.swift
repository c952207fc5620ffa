/// Whether Arabic marks are dropped and variants of Arabic letters merged.
public enum ArabicFolding: String, CaseIterable, Sendable {
  /// Everywhere but in documents whose language is given as one whose letters differ in meaning.
  case auto
  case always
  case never

  /// Languages in Arabic script whose letters differ in meaning where Arabic's do not: Pashto,
  /// Uyghur, Kashmiri, Sindhi and Central Kurdish.
  private static let distinguishing: Set<String> = ["ps", "ug", "ks", "sd", "ckb"]

  /// Whether texts in `language` (`ar`, `ckb-IQ`, `snd`, or nothing known) are folded.
  func folds(language: String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: !Self.distinguishing.contains(LanguageTag.short(language ?? ""))
    }
  }
}
