public import WarraqCore

/// Fills in what stages ask for of a document's ``Analysis`` and what is not there yet.
///
/// Works on the normalised text where the document was normalised, else on the text itself. One
/// thread at a time.
public final class TextAnalyzer {
  private let needs: AnalysisNeeds
  private let tokenizer = Tokenizer()
  private var collapsed: [UInt8] = []

  /// Makes an analyzer that fills in `needs`.
  public init(needs: AnalysisNeeds) { self.needs = needs }

  /// Fills in tokens and content hash where they are asked for and absent.
  public func analyze(_ document: Document) {
    if needs.contains(.tokens), !document.analysis.isTokenized { tokenize(document) }
    if needs.contains(.contentHash), document.analysis.contentHash == nil { hash(document) }
  }

  private func tokenize(_ document: Document) {
    // Taken out, so that the text can be read while they are filled.
    var tokens: [Token] = []
    swap(&tokens, &document.analysis.tokens)
    document.withAnalyzedText { tokenizer.tokenize($0, into: &tokens) }
    swap(&tokens, &document.analysis.tokens)
    document.analysis.isTokenized = true
  }

  private func hash(_ document: Document) {
    document.analysis.contentHash = document.withAnalyzedText {
      ContentHasher.hash($0, scratch: &collapsed)
    }
  }
}
