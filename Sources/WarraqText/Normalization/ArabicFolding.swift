/// Whether Arabic marks are dropped and variants of Arabic letters merged.
public enum ArabicFolding: String, CaseIterable, Sendable {
  /// Everywhere but in documents whose language is given as one whose letters differ in meaning.
  case auto
  case always
  case never

  /// Languages in Arabic script whose letters differ in meaning where Arabic's do not: Pashto,
  /// Uyghur, Kashmiri, Sindhi and Central Kurdish, by their codes in ISO 639-1, 639-2 and 639-3.
  private static let distinguishing: Set<String> = [
    "ps", "pus", "ug", "uig", "ks", "kas", "sd", "snd", "ckb",
  ]

  /// Whether texts in `language` (`ar`, `ckb-IQ`, `snd`, or nothing known) are folded.
  func folds(language: String?) -> Bool {
    switch self {
    case .always: true
    case .never: false
    case .auto: !Self.distinguishing.contains(Self.primarySubtag(language ?? ""))
    }
  }

  private static func primarySubtag(_ language: String) -> String {
    language.prefix { $0 != "-" && $0 != "_" }.lowercased()
  }
}
