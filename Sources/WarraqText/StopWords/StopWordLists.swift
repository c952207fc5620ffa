/// The stop words that are built in, separated by white space. Each list names its source and licence.
enum StopWordLists {
  /// The languages that have a list, by their ISO 639-1 codes.
  static let languages = [
    "ar", "da", "de", "en", "es", "fa", "fi", "fr", "hi", "hu", "id", "it", "nl", "no", "pl",
    "pt", "ru", "sv", "tr", "uk", "ur",
  ]

  /// The list of a language given by its ISO 639-1 code.
  static func words(_ language: String) -> String? {
    switch language {
    case "ar": arabic
    case "da": danish
    case "de": german
    case "en": english
    case "es": spanish
    case "fa": persian
    case "fi": finnish
    case "fr": french
    case "hi": hindi
    case "hu": hungarian
    case "id": indonesian
    case "it": italian
    case "nl": dutch
    case "no": norwegian
    case "pl": polish
    case "pt": portuguese
    case "ru": russian
    case "sv": swedish
    case "tr": turkish
    case "uk": ukrainian
    case "ur": urdu
    default: nil
    }
  }
}
