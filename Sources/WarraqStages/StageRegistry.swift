public import WarraqCore
import WarraqText

/// The stages that job files can name.
public enum StageRegistry {
  /// All built-in stages, in the order in which a job usually has them.
  public static let all: [StageDescriptor] = [
    HTMLStage.descriptor,
    LanguageStage.descriptor,
    NormalizeStage.descriptor,
    ChromeStage.descriptor,
    DedupeStage.descriptor,
    RecognizeStage.descriptor,
    TermsStage.descriptor,
    EntitiesStage.descriptor,
    LengthsStage.descriptor,
    CommandStage.descriptor,
  ]

  /// The stage that a job file calls `name`.
  public static func descriptor(named name: String) -> StageDescriptor? {
    all.first { $0.name == name }
  }

  /// The Unicode version that texts are normalised and cut into words by.
  public static var unicodeVersion: String { UnicodeVersion.unicode }

  /// The version of ICU in use.
  public static var icuVersion: String { UnicodeVersion.icu }

  /// Makes the worker of one lane that fills in what later stages read of documents' analyses and
  /// what is not there yet.
  public static func analyzer(needs: AnalysisNeeds) -> any DocumentWorker {
    AnalyzerWorker(needs: needs)
  }
}

/// Fills in tokens and content hashes.
private final class AnalyzerWorker: DocumentWorker {
  private let analyzer: TextAnalyzer

  init(needs: AnalysisNeeds) { analyzer = TextAnalyzer(needs: needs) }

  func process(_ batch: DocumentBatch) {
    batch.forEachActive { analyzer.analyze($0) }
  }
}
