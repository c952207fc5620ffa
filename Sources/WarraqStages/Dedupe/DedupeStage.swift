public import WarraqCore
import WarraqDedupe

/// `dedupe`: takes out documents that repeat an earlier one, across the whole corpus.
public struct DedupeStage: CorpusStage {
  /// What counts as a repetition.
  enum Kind: String, CaseIterable {
    /// Equal normalised text, white space collapsed.
    case exact
  }

  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "dedupe",
    summary: "take out documents that repeat an earlier one, anywhere in the corpus",
    version: 1,
    options: [
      OptionDescriptor(
        "kind", .choice(Kind.allCases.map(\.rawValue)), default: .string(Kind.exact.rawValue),
        "what counts as a repetition. exact: equal normalised text, white space collapsed")
    ],
    make: { .corpus(try DedupeStage($0)) })

  private let kind: Kind

  init(_ options: StageOptions) throws {
    let given = options.string("kind") ?? Kind.exact.rawValue
    guard let kind = Kind(rawValue: given) else {
      throw WarraqError(.usage, "dedupe: there is no kind \(given).")
    }
    self.kind = kind
  }

  public var rounds: [any CorpusRound] {
    switch kind {
    case .exact: [ExactRound()]
    }
  }

  public func makeApplier(
    decision: ShardMessages, in context: StageContext
  ) -> any DocumentWorker {
    DuplicateApplier(decision: decision)
  }

  public func report(evidence: any RowSource, to report: any ReportBuilder) throws {
    try DuplicatesReport.write(evidence: evidence, to: report)
  }
}
