public import WarraqCore
import WarraqStatistics
import WarraqText

/// `terms`: how often every term occurs, and in how many documents.
public struct TermsStage: Statistic {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "terms",
    summary: "count every term: occurrences, documents, publications and usual spelling",
    version: 1,
    options: [
      OptionDescriptor(
        "minimumCount", .integer(1...Int.max), default: .integer(1), scope: .merge,
        "leave terms that occur less often out of the report"),
      OptionDescriptor(
        "stopWords", .strings, default: .list([]),
        """
        words that are not counted: language codes (ar, en, ...) or files of one word a line, # \
        begins a comment
        """),
      OptionDescriptor(
        "numbers", .choice(["keep", "drop"]), default: .string("keep"),
        "whether tokens without a letter are counted"),
      OptionDescriptor(
        "forms", .choice(["usual", "all"]), default: .string("usual"),
        "all: also write forms.tsv, every original spelling of every term with its exact count"),
    ],
    make: { .statistic(try TermsStage($0)) })

  private let minimumCount: Int
  private let countsNumbers: Bool
  private let countsForms: Bool
  private let stopWords: StopWordsOption

  public var needs: AnalysisNeeds {
    var needs: AnalysisNeeds = [.tokens, .contentHash, .alignment]
    if !stopWords.isEmpty { needs.insert(.unfolded) }
    return needs
  }

  /// The files of stop words.
  public var files: [String] { stopWords.files }

  init(_ options: StageOptions) throws {
    minimumCount = max(1, options.integer("minimumCount"))
    countsNumbers = options.string("numbers") != "drop"
    countsForms = options.string("forms") == "all"
    stopWords = try StopWordsOption(options.strings("stopWords"), in: options)
  }

  public func makeAccumulator(in context: StageContext) throws -> any Accumulator {
    var counting = TermCounter.Options(memory: context.memory)
    counting.countsNumbers = countsNumbers
    counting.countsForms = countsForms
    let lists = try stopWords.load()
    if !lists.isEmpty {
      counting.isStopWord = { word in lists.contains { $0.contains(word) } }
    }
    return TermCounter(counting)
  }

  public func makeCombiner() -> any RowCombiner { TermCombiner() }

  public func tabulate(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to table: any RowSink
  ) throws {
    try TermTableRow(key: key, value: value)?.emit(to: table, minimumCount: minimumCount)
  }

  public func report(table: any RowSource, to report: any ReportBuilder) throws {
    var writer = try TermsReport(report, writesForms: countsForms, minimumCount: minimumCount)
    try table.forEach { try writer.add(TermTableRow(tableKey: $0, tableValue: $1)) }
    try writer.finish()
  }
}
