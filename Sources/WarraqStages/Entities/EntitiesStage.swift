public import WarraqCore
import WarraqEntities
import WarraqStatistics

/// `entities`: how often every person, place and organisation is named, under one name each.
public struct EntitiesStage: Statistic {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "entities",
    summary: "count persons, places and organisations, each under one name; who stands with whom",
    version: 5,
    options: [
      OptionDescriptor(
        "model", .choice(ModelOption.allCases.map(\.rawValue)),
        default: .string(ModelOption.news.rawValue),
        """
        how names are found where no command stage before has named any: news, a model of the \
        document's language; open, one trained on data of permissive terms alone; none
        """),
      OptionDescriptor(
        "aliases", .string, default: .string(""),
        """
        a file of what you know better: form, a tab and the name of the entity that it means; or !form \
        for what is no name. # begins a comment
        """),
      OptionDescriptor(
        "minimumCount", .integer(1...Int.max), default: .integer(1), scope: .merge,
        "leave entities that are named less often out of the report"),
      OptionDescriptor(
        "pairs", .boolean, default: .boolean(true),
        "whether entities that stand in one document, and in one sentence, are counted"),
      OptionDescriptor(
        "minimumPair", .integer(1...Int.max), default: .integer(3), scope: .merge,
        "leave pairs that share fewer documents out of entity_pairs.tsv"),
    ],
    make: { .statistic(try EntitiesStage($0)) })

  private let models: ModelFolder?
  private let aliases: AliasesOption
  private let minimumCount: Int
  private let minimumPair: Int
  private let countsPairs: Bool

  /// The file of aliases, and the models.
  public var files: [String] { aliases.files + (models?.files ?? []) }

  public var needs: AnalysisNeeds { models == nil ? [] : [.tokens, .alignment] }

  public var secondsPerByte: Double { models == nil ? 0 : RecognizeStage.secondsPerByte }

  init(_ options: StageOptions) throws {
    aliases = try AliasesOption(options)
    models = try ModelOption(options).folder()
    minimumCount = max(1, options.integer("minimumCount"))
    minimumPair = max(1, options.integer("minimumPair"))
    countsPairs = options.boolean("pairs")
  }

  public func letGo() { models?.forgetWords() }

  public func makeAccumulator(in context: StageContext) throws -> any Accumulator {
    // Three quarters of the memory are for the words of the recogniser.
    let words = models == nil ? 0 : context.memory / 4 * 3
    var counting = EntityCounter.Options(memory: context.memory - words)
    counting.countsPairs = countsPairs
    let rules = LinkingRules.with(try aliases.load())
    counting.recognizer = models.map { DocumentRecognizer($0, rules: rules, memory: words) }
    return EntityCounter(counting, rules)
  }

  public func makeCombiner() -> any RowCombiner { EntityCombiner() }

  /// What belongs together is known when all rows are: the report sorts them.
  public func tabulate(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to table: any RowSink
  ) throws {
    try table.emit(key: key, value: value)
  }

  public func report(table: any RowSource, to report: any ReportBuilder) throws {
    let rules = LinkingRules.with(try aliases.load())
    let roots = EntityRoots(links: try CorpusEvidence.links(in: table, rules, report))
    let totals = try EntityTotals(table)
    let grouped = try report.grouped(table) { try EntityGroups.emit($0, roots, to: $1) }
    let ranked = try report.sorted(grouped) {
      try EntityRanking.emit($0, rules, minimumCount: minimumCount, to: $1)
    }
    var writer = try EntitiesReport(report)
    try ranked.forEach { try writer.add($0, $1) }
    let index = try writer.finish()
    totals.summarize(in: report)
    guard countsPairs else { return }
    try EntityPairsReport(index, roots, totals, minimum: minimumPair).write(table, to: report)
  }
}
