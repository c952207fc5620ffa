public import WarraqCore
import WarraqEntities

/// `recognize`: finds the names in documents by what the whole corpus says of their words.
///
/// A sentence says little of a name that the models have never seen; others of its five hundred
/// sentences say more. A first look at all documents counts how each word is labelled; the second one
/// takes that as evidence. Finding names by one document alone is what the `entities` statistic does by
/// itself.
public struct RecognizeStage: CorpusStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "recognize",
    summary:
      "find the names in documents by what the whole corpus says of their words, for entities",
    version: 3,
    options: [
      OptionDescriptor(
        "model", .choice([ModelOption.news.rawValue, ModelOption.open.rawValue]),
        default: .string(ModelOption.news.rawValue),
        """
        how names are found where no command stage before has named any: news, a model of the \
        document's language; open, one trained on data of permissive terms alone
        """)
    ],
    make: { .corpus(try RecognizeStage($0)) })

  /// What finding names takes: thirteen megabytes a second and core.
  static let secondsPerByte = 75e-9

  private let models: ModelFolder

  init(_ options: StageOptions) throws {
    models = try ModelOption(options).folder() ?? ModelFolder()
  }

  public var files: [String] { models.files }

  public var needs: AnalysisNeeds { EvidenceRound.needs }

  public var secondsPerByte: Double { Self.secondsPerByte }

  public func letGo() { models.forgetWords() }

  public var rounds: [any CorpusRound] { [EvidenceRound(models: models)] }

  public func makeApplier(
    decision: ShardMessages, in context: StageContext
  ) -> any DocumentWorker {
    RecognizeWorker(
      DocumentRecognizer(
        models, rules: LinkingRules.shipped, evidence: EvidenceMessage.evidence(of: decision),
        memory: context.memory))
  }

  /// What was decided shows in the names of `entities`.
  public func report(evidence: any RowSource, to report: any ReportBuilder) {}
}

/// Finds the names in the documents of one lane.
private final class RecognizeWorker: DocumentWorker {
  private let recognizer: DocumentRecognizer

  init(_ recognizer: DocumentRecognizer) { self.recognizer = recognizer }

  func process(_ batch: DocumentBatch) throws {
    try batch.forEachActive { try recognizer.recognize($0) }
  }
}
