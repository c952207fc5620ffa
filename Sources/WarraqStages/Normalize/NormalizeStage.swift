public import WarraqCore
import WarraqText

/// `normalize`: folds the text for counting and comparing; the text as published stays.
///
/// A document without a token is rejected as `empty`.
public struct NormalizeStage: DocumentStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "normalize",
    summary: "fold case, compatibility forms, Arabic marks and letters; reject empty documents",
    version: 1,
    options: [
      OptionDescriptor(
        "arabic", .choice(ArabicFolding.allCases.map(\.rawValue)), default: .string("auto"),
        "fold Arabic marks and letters. auto: not in documents in ps, ug, ks, sd or ckb")
    ],
    make: { .document(try NormalizeStage($0)) })

  private let arabic: ArabicFolding

  init(_ options: StageOptions) throws {
    let given = options.string("arabic") ?? "auto"
    guard let arabic = ArabicFolding(rawValue: given) else {
      throw WarraqError(.usage, "normalize: arabic is auto, always or never, not \(given).")
    }
    self.arabic = arabic
  }

  public var preparesText: Bool { true }

  public func makeWorker(in context: StageContext) -> any DocumentWorker {
    NormalizeWorker(arabic: arabic, needs: context.needs)
  }
}

/// Normalises documents, and looks for a token. All tokens are found where a stage asks for them: those
/// before it may still take lines out.
final class NormalizeWorker: DocumentWorker {
  private let normalizer: Normalizer
  private let tokenizer = Tokenizer()

  init(arabic: ArabicFolding, needs: AnalysisNeeds) {
    normalizer = Normalizer(arabic: arabic, needs: needs)
  }

  func process(_ batch: DocumentBatch) {
    batch.forEachActive { document in
      if !document.analysis.isNormalized { normalize(document) }
      guard !document.analysis.holdsToken else { return }
      document.analysis.holdsToken = document.withAnalyzedText { tokenizer.hasToken($0) }
      if !document.analysis.holdsToken { document.reject("empty") }
    }
  }

  private func normalize(_ document: Document) {
    document.text.withUnsafeBytes {
      normalizer.normalize($0, language: document.language, into: &document.analysis)
    }
  }
}
