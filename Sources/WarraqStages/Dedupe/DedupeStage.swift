public import WarraqCore
import WarraqDedupe

/// `dedupe`: takes out documents that repeat an earlier one, across the whole corpus.
public struct DedupeStage: CorpusStage {
  /// What counts as a repetition.
  enum Kind: String, CaseIterable {
    /// Equal normalised text, white space collapsed.
    case exact
    /// Sets of word n-grams that are alike.
    case near
  }

  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "dedupe",
    summary: "take out documents that repeat an earlier one, anywhere in the corpus",
    version: 2,
    options: [
      OptionDescriptor(
        "kind", .choice(Kind.allCases.map(\.rawValue)), default: .string(Kind.exact.rawValue),
        """
        what counts as a repetition. exact: equal normalised text, white space collapsed; near: \
        word n-grams of which a share of at least threshold is the same
        """),
      OptionDescriptor(
        "keep", .either(["first", "earliest", "longest"], .strings), default: .string("first"),
        """
        which copy stays: the first in input order, the earliest by date, the longest, or that of \
        the source that this list names first
        """),
      OptionDescriptor(
        "threshold", .fraction, default: .fraction(8_000),
        "near: the Jaccard similarity from which on documents are alike"),
      OptionDescriptor("ngram", .integer(1...32), default: .integer(5), "near: words in a shingle"),
      OptionDescriptor(
        "cluster", .choice(NearOptions.Clustering.allCases.map(\.rawValue)),
        default: .string(NearOptions.Clustering.star.rawValue),
        """
        near: star: a document goes if it is like one that is kept; component: if it is linked to \
        one by others that are alike
        """),
      OptionDescriptor(
        "window", .integer(0...Int(Int32.max)), default: .null,
        "near: copies that were published more days apart are kept"),
      OptionDescriptor(
        "numbersMustMatch", .boolean, default: .boolean(false),
        "near: copies hold the same numbers in the same order"),
    ],
    make: { .corpus(try DedupeStage($0)) })

  private let kind: Kind
  private let options: NearOptions

  init(_ options: StageOptions) throws {
    let given = options.string("kind") ?? Kind.exact.rawValue
    guard let kind = Kind(rawValue: given) else {
      throw WarraqError(.usage, "dedupe: there is no kind \(given).")
    }
    self.kind = kind
    self.options = NearOptions(
      threshold: options.fraction("threshold"), ngram: options.integer("ngram"),
      clustering: options.string("cluster").flatMap(NearOptions.Clustering.init) ?? .star,
      keep: Self.keep(options),
      window: options["window"] == .null ? nil : options.integer("window"),
      numbersMustMatch: options.boolean("numbersMustMatch"))
    guard kind == .exact || self.options.threshold > 0 else {
      throw WarraqError(.usage, "dedupe: a threshold of 0 makes copies of all documents.")
    }
  }

  private static func keep(_ options: StageOptions) -> KeepPolicy {
    switch options["keep"] {
    case .string("earliest"): .earliest
    case .string("longest"): .longest
    case .list: .sources(options.strings("keep"))
    default: .first
    }
  }

  public var rounds: [any CorpusRound] {
    switch kind {
    case .exact: [ExactRound(keep: options.keep)]
    case .near: NearOptions.rounds(options)
    }
  }

  public func makeApplier(
    decision: ShardMessages, in context: StageContext
  ) -> any DocumentWorker {
    DuplicateApplier(decision: decision)
  }

  public var reportsTogether: String? { "duplicates" }

  public func report(evidence: any RowSource, to report: any ReportBuilder) throws {
    try DuplicatesReport.write(evidence: evidence, to: report)
  }
}
