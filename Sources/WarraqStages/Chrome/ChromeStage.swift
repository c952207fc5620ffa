import WarraqChrome
public import WarraqCore

/// `chrome`: takes the furniture of sites out of pages.
public struct ChromeStage: CorpusStage {
  /// The description of the stage.
  public static let descriptor = StageDescriptor(
    name: "chrome",
    summary:
      "take out the furniture of pages: lines that recur within a source, known ones, headlines said twice",
    version: 3,
    options: [
      OptionDescriptor(
        "minimumDocuments", .integer(2...1_000), default: .integer(20),
        "on so many pages of a source, half of them different stories, a line must stand to be learnt"
      ),
      OptionDescriptor(
        "share", .fraction, default: .fraction(500),
        "and at the end of this share of the source's pages, or anywhere on half of them"),
      OptionDescriptor(
        "edge", .integer(1...1_000), default: .integer(10),
        "so many lines at both ends of a page are looked at for lines to learn"),
      OptionDescriptor(
        "headlines", .boolean, default: .boolean(true),
        "fold a headline that comes again within its page to the first"),
      OptionDescriptor(
        "seeds", .boolean, default: .boolean(true),
        "use the built-in list of Arabic and English furniture"),
      OptionDescriptor(
        "patterns", .string, default: .null,
        """
        a file of lines that always go, or stay when they begin with !; one a line, * for any text, \
        # before comments
        """),
    ],
    make: { .corpus(try ChromeStage($0)) })

  private let rules: ChromeRules
  public let files: [String]
  public let secondsPerByte = 1.5e-9

  init(_ options: StageOptions) throws {
    let file = options.string("patterns").map(options.path)
    files = file.map { [$0] } ?? []
    let patterns = try file.map { try LineFile.entries(in: $0, "patterns of chrome") } ?? []
    if let bad = patterns.first(where: { !LinePatterns.isPattern($0) }) {
      throw WarraqError(
        .usage, "chrome: the pattern '\(bad)' matches no line: it holds no letter and no digit.")
    }
    rules = ChromeRules(
      minimumDocuments: options.integer("minimumDocuments"), share: options.fraction("share"),
      edge: options.integer("edge"), foldsHeadlines: options.boolean("headlines"),
      usesSeeds: options.boolean("seeds"), pinned: patterns.filter { !$0.hasPrefix("!") },
      excluded: patterns.filter { $0.hasPrefix("!") }.map { String($0.dropFirst()) })
  }

  public var rounds: [any CorpusRound] { rules.rounds }

  public func makeApplier(
    decision: ShardMessages, in context: StageContext
  ) -> any DocumentWorker {
    rules.makeApplier(decision: decision)
  }

  public func report(evidence: any RowSource, to report: any ReportBuilder) throws {
    try ChromeReport.write(evidence: evidence, to: report)
  }
}
