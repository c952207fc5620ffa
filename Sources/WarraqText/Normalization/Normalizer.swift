public import WarraqCore

/// Normalises and folds texts: what is counted and compared.
///
/// The steps, in this order: zero-width and separating signs become spaces; NFKC_Casefold; Arabic
/// marks and tatweel go; variants of Arabic letters merge; Arabic digits become ASCII. See
/// `Docs/text-conformance.md`.
///
/// Works on bytes, by tables made from ICU: nearly every code point becomes the same bytes wherever
/// it stands. Where neighbours matter (a mark that composes, Hangul letters, ...) the whole unit,
/// from ICU's last boundary to the next one, goes through ICU. One thread at a time.
public final class Normalizer {
  private let arabic: ArabicFolding
  private lazy var folding = FoldingScanner(foldsArabic: true)
  private lazy var keeping = FoldingScanner(foldsArabic: false)
  private var output: FoldingOutput
  /// What ``ArabicFolding/auto`` says of language tags of a usual length.
  private var isFolded: [String: Bool] = [:]

  /// Makes a normalizer that folds Arabic as `arabic` says, and fills in what `needs` asks for beside
  /// the normalised text: ``AnalysisNeeds/alignment``, ``AnalysisNeeds/unfolded``.
  public init(arabic: ArabicFolding, needs: AnalysisNeeds = []) {
    self.arabic = arabic
    output = FoldingOutput(needs: needs)
  }

  /// Normalises `text`, which must be valid UTF-8 of less than 1 GiB, into `analysis`; what that held
  /// before is forgotten. `language` is a language tag, where known.
  public func normalize(
    _ text: UnsafeRawBufferPointer, language: String?, into analysis: inout Analysis
  ) {
    analysis.reset()
    analysis.isNormalized = true
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return }
      let scanner = folds(language) ? folding : keeping
      scanner.scan(SourceText(bytes: bytes, count: text.count), into: &output)
      output.copy(into: &analysis)
    }
  }

  private func folds(_ language: String?) -> Bool {
    guard arabic == .auto else { return arabic == .always }
    let language = language ?? ""
    guard language.utf8.count <= Self.longestTag else { return arabic.folds(language: language) }
    if let known = isFolded[language] { return known }
    // Documents may name any number of languages.
    if isFolded.count == Self.mostLanguages { isFolded.removeAll() }
    let folds = arabic.folds(language: language)
    isFolded[language] = folds
    return folds
  }

  private static let mostLanguages = 1 << 8
  private static let longestTag = 16
}
