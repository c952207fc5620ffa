/// Language tags as they come with documents: `ar`, `ara`, `ckb-IQ`, `pt_BR`.
public enum LanguageTag {
  /// The primary language in lower case, by its ISO 639-1 code where we know one for its ISO 639-2
  /// or 639-3 code.
  public static func short(_ tag: String) -> String {
    let primary = tag.prefix { $0 != "-" && $0 != "_" }.lowercased()
    return shortCodes[primary] ?? primary
  }

  /// The languages that rules or lists of ours name.
  private static let shortCodes = [
    "ara": "ar", "arb": "ar", "dan": "da", "deu": "de", "eng": "en", "fas": "fa", "fin": "fi",
    "fra": "fr", "fre": "fr", "ger": "de", "hin": "hi", "hun": "hu", "ind": "id", "ita": "it",
    "kas": "ks", "nld": "nl", "nor": "no", "per": "fa", "pes": "fa", "pol": "pl", "por": "pt",
    "pus": "ps", "rus": "ru", "snd": "sd", "spa": "es", "swe": "sv", "tur": "tr", "uig": "ug",
    "ukr": "uk", "urd": "ur",
  ]
}
