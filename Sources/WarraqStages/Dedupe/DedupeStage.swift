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
    /// Lines that are equal when normalised.
    case lines
    /// The same of paragraphs.
    case paragraphs
  }

  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "dedupe",
    summary: "take out documents that repeat an earlier one, anywhere in the corpus",
    version: 6,
    options: [
      OptionDescriptor(
        "kind", .choice(Kind.allCases.map(\.rawValue)), default: .string(Kind.exact.rawValue),
        """
        what counts as a repetition. exact: equal normalised text, white space collapsed; near: \
        word n-grams of which a share of at least threshold is the same; lines, paragraphs: only \
        what is repeated goes, and the document stays
        """),
      OptionDescriptor(
        "keep", .either(["first", "earliest", "longest"], .strings), default: .string("first"),
        """
        which copy stays: the first in input order, the earliest by date, the longest, or that of \
        the source that this list names first
        """),
      OptionDescriptor(
        "from", .strings, default: .null,
        """
        exact, near: only documents of these inputs or folders go, and only where an input that is \
        not named holds them; not set: of all inputs
        """),
      OptionDescriptor(
        "threshold", .fraction, default: .fraction(8_000),
        "near: the Jaccard similarity from which on documents are alike"),
      OptionDescriptor(
        "sketch", .choice(SketchMethod.allCases.map(\.rawValue)),
        default: .string(SketchMethod.fastSimilarity.rawValue),
        "near: how candidates are found. fast: Fast Similarity Sketching; minhash: classic MinHash"),
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
      OptionDescriptor(
        "pairs", .boolean, default: .boolean(false),
        "near: list all pairs that are alike in pairs.tsv"),
      OptionDescriptor(
        "minimumTokens", .integer(0...Int(Int32.max)), default: .integer(3),
        "lines, paragraphs: those of fewer tokens stay"),
      OptionDescriptor(
        "dropAbove", .integer(1...Int(Int32.max)), default: .null,
        """
        lines, paragraphs: those that come more often go, all of them; not set: the first of each \
        stays
        """),
    ],
    make: { .corpus(try DedupeStage($0)) })

  private let kind: Kind
  private var options: NearOptions
  private let repeated: RepeatedText

  init(_ options: StageOptions) throws {
    let given = options.string("kind") ?? Kind.exact.rawValue
    guard let kind = Kind(rawValue: given) else {
      throw WarraqError(.usage, "dedupe: there is no kind \(given).")
    }
    self.kind = kind
    guard let threshold = Threshold(options.fraction("threshold"), over: 10_000) else {
      throw WarraqError(.usage, "dedupe: a threshold of 0 makes copies of all documents.")
    }
    self.options = NearOptions(
      threshold: threshold, ngram: options.integer("ngram"),
      sketch: options.string("sketch").flatMap(SketchMethod.init) ?? .fastSimilarity,
      clustering: options.string("cluster").flatMap(NearOptions.Clustering.init) ?? .star,
      keep: Self.keep(options), scope: try Self.scope(options, kind),
      window: options["window"] == .null ? nil : options.integer("window"),
      numbersMustMatch: options.boolean("numbersMustMatch"))
    self.options.keepsPairs = options.boolean("pairs")
    repeated = RepeatedText(
      paragraphs: kind == .paragraphs, minimumTokens: options.integer("minimumTokens"),
      dropAbove: options["dropAbove"] == .null ? nil : options.integer("dropAbove"))
  }

  private static func keep(_ options: StageOptions) -> KeepPolicy {
    switch options["keep"] {
    case .string("earliest"): .earliest
    case .string("longest"): .longest
    case .list: .sources(options.strings("keep"))
    default: .first
    }
  }

  private static func scope(_ options: StageOptions, _ kind: Kind) throws -> RemovalScope {
    guard options["from"] != .null else { return RemovalScope() }
    let names = options.strings("from")
    guard !names.isEmpty, !names.contains("") else {
      throw WarraqError(.usage, "from names no input: leave it out to look at all of them.")
    }
    guard kind == .exact || kind == .near else {
      throw WarraqError(
        .usage, "from is for the kinds exact and near: \(kind.rawValue) removes no documents.")
    }
    return RemovalScope(from: names)
  }

  public var inputNames: [String] { options.scope.from }

  /// Where candidates come from, for people who choose a threshold.
  /// What sketches take.
  public var secondsPerByte: Double { kind == .near ? 3e-9 : 0 }

  public var planNotes: [PlanNote] { kind == .near ? [options.bandingNote] : [] }

  public var rounds: [any CorpusRound] {
    switch kind {
    case .exact: [ExactRound(keep: options.keep, scope: options.scope)]
    case .near: NearOptions.rounds(options)
    case .lines, .paragraphs: repeated.rounds
    }
  }

  /// Near behind exact sketches in the pass that hashes, where both keep the same copies and may remove
  /// any document.
  public func beside(_ previous: any CorpusStage) -> (any CorpusStage)? {
    guard kind == .near, let exact = previous as? DedupeStage, exact.kind == .exact,
      exact.options.keep == options.keep, !exact.options.scope.isLimited, !options.scope.isLimited
    else { return nil }
    var stage = self
    stage.options.isBesideExact = true
    return stage
  }

  public func makeApplier(
    decision: ShardMessages, in context: StageContext
  ) -> any DocumentWorker {
    switch kind {
    case .exact, .near: DuplicateApplier(decision: decision)
    case .lines, .paragraphs: repeated.makeApplier(decision: decision)
    }
  }

  private var listsPairs: Bool { kind == .near && options.keepsPairs }

  public var reportsTogether: String? {
    switch kind {
    case .exact, .near: "duplicates"
    case .lines, .paragraphs: "repeated"
    }
  }

  public func report(evidence: any RowSource, to report: any ReportBuilder) throws {
    try self.report(evidence: evidence, with: [], to: report)
  }

  public func report(
    evidence: any RowSource, with others: [any CorpusStage], to report: any ReportBuilder
  ) throws {
    switch kind {
    case .exact, .near:
      let listsPairs = listsPairs || others.contains { ($0 as? Self)?.listsPairs == true }
      try DuplicatesReport.write(evidence: evidence, listsPairs: listsPairs, to: report)
    case .lines, .paragraphs: try RepeatedTextReport.write(evidence: evidence, to: report)
    }
  }
}
