import WarraqCore
import WarraqText

/// Says whether a word is a stop word of any language that has a built-in list.
struct UsualWords {
  private let lists: [StopWords]
  private let normalizer = Normalizer(arabic: .always)
  private var analysis = Analysis()

  init() { lists = StopWords.languages.sorted().compactMap { StopWords.list(language: $0) } }

  mutating func contains(_ form: [UInt8]) -> Bool {
    form.withUnsafeBytes { normalizer.normalize($0, language: nil, into: &analysis) }
    return analysis.unfolded.withUnsafeBytes { word in lists.contains { $0.contains(word) } }
  }
}
