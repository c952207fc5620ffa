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
  private var lastLanguage: String?
  private var foldsLast: Bool

  /// Makes a normalizer that folds Arabic as `arabic` says, and fills in what `needs` asks for beside
  /// the normalised text: ``AnalysisNeeds/alignment``, ``AnalysisNeeds/unfolded``.
  public init(arabic: ArabicFolding, needs: AnalysisNeeds = []) {
    self.arabic = arabic
    output = FoldingOutput(needs: needs)
    foldsLast = arabic.folds(language: nil)
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

  /// Neighbouring documents are mostly in one language.
  private func folds(_ language: String?) -> Bool {
    if language != lastLanguage {
      lastLanguage = language
      foldsLast = arabic.folds(language: language)
    }
    return foldsLast
  }
}
