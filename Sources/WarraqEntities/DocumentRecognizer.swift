public import WarraqCore

/// Finds the names in documents, each by the model of its language. One thread at a time.
///
/// Documents of languages without a model keep ``Document/entities`` as they are.
public final class DocumentRecognizer {
  private let models: ModelFolder
  /// By the language that documents name; `nil` where there is no model.
  private var recognizers: [String: EntityRecognizer?] = [:]
  private var spans: [EntitySpan] = []

  public init(_ models: ModelFolder) { self.models = models }

  /// Fills in ``Document/entities``. The document must have been tokenised, with its alignment.
  ///
  /// - Throws: `input` when a model cannot be opened.
  public func recognize(_ document: Document) throws {
    guard let recognizer = try recognizer(for: document.language ?? "") else { return }
    spans.removeAll(keepingCapacity: true)
    recognizer.recognize(document, into: &spans)
    document.entities = spans
  }

  private func recognizer(for language: String) throws -> EntityRecognizer? {
    if let known = recognizers[language] { return known }
    let recognizer = try models.model(language: language).map { EntityRecognizer($0) }
    recognizers[language] = .some(recognizer)
    return recognizer
  }
}
