public import WarraqCore
import WarraqText

/// `language`: finds out the language of documents that do not name theirs.
///
/// Stands before `normalize`, which folds letters by language; behind it texts are normalised again.
public struct LanguageStage: DocumentStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "language",
    summary: "find out the language of documents that do not name theirs",
    version: 1,
    options: [
      OptionDescriptor(
        "override", .boolean, default: .boolean(false),
        "look at documents that name a language, too; it stays where the text does not tell")
    ],
    make: { .document(LanguageStage(overrides: $0.boolean("override"))) })

  private let overrides: Bool

  init(overrides: Bool) { self.overrides = overrides }

  public func makeWorker(in context: StageContext) -> any DocumentWorker {
    LanguageWorker(overrides: overrides)
  }
}

private final class LanguageWorker: DocumentWorker {
  private let overrides: Bool

  init(overrides: Bool) { self.overrides = overrides }

  func process(_ batch: DocumentBatch) {
    batch.forEachActive { document in
      guard overrides || (document.language ?? "").isEmpty,
        let language = document.text.withUnsafeBytes(LanguageDetector.language),
        language != document.language
      else { return }
      document.language = language
      // What was made of the text went by another language.
      if document.analysis.isNormalized { document.replaceText { _ in } }
    }
  }
}
