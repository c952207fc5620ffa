public import WarraqCore
import WarraqTables

/// Writes a report: the stages' tables, `ledger.tsv`, `summary.json` and `index.html`.
///
/// Nothing that it writes depends on when, where or with how many workers it runs: only on what the
/// stages say and on ``corpus``. The directory appears, or takes the place of an older one, when
/// ``finish()`` succeeds; until then the files stand in a neighbour whose name ends in `.new`.
///
/// One thread uses it.
public final class ReportWriter: ReportBuilder {
  public let corpus: CorpusFacts
  private let title: String
  private let directory: StagedDirectory
  private let memory: Int
  private let scratch: String
  private var summary: Summary
  private var panels: [ReportPanel] = []
  /// Names of all tables, in the order in which they were opened.
  private var tables: [String] = []
  private var entries: [ReportFile.Entry] = []

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - directory: the directory that the report becomes. Its parent must exist. What is there
  ///     already is replaced.
  ///   - corpus: what the report is about; its books must balance.
  ///   - title: the name of the job, as the page's headline.
  ///   - memory: about how many bytes each ``sorted(_:)`` may hold.
  ///   - scratch: a directory for what it spills.
  /// - Throws: ``WarraqError`` with code `ledger` when the books do not balance, or `output`.
  public init(
    directory: String, corpus: CorpusFacts, title: String, memory: Int, scratch: String
  ) throws {
    guard corpus.counts.isBalanced else {
      throw WarraqError(
        .ledger,
        "The books do not balance: \(corpus.counts.read) records read are not the sum of "
          + "those kept, rejected, duplicate and quarantined. No report is written. This is a bug "
          + "or a damaged disk: run with --verify, and report it if it stays.")
    }
    self.corpus = corpus
    self.title = title
    self.memory = memory
    self.scratch = scratch
    self.directory = try StagedDirectory(path: directory)
    summary = Summary(corpus: corpus)
  }

  /// Opens a TSV file of the report and writes its header line.
  ///
  /// - Throws: ``WarraqError`` with code `usage` when another stage writes a file of that name, or
  ///   `output`.
  public func table(_ name: String, columns: [String]) throws -> any TableWriter {
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name != "index.html",
      name != "summary.json"
    else {
      throw WarraqError(.output, "“\(name)” cannot be the name of a table of the report.")
    }
    guard !tables.contains(name) else {
      throw WarraqError(
        .usage, "Two stages of the job write \(name) into the report. Leave one of them out.")
    }
    tables.append(name)
    let file = try ReportFile(name: name, directory: directory.staging)
    return try TSVWriter(file, columns: columns) { [weak self] in self?.entries.append($0) }
  }

  public func sorted(_ fill: (any RowSink) throws -> Void) throws -> any RowSource {
    let sorter = RowSorter(order: .key, memory: memory, scratch: scratch)
    try fill(sorter)
    return sorter
  }

  public func add(_ panel: ReportPanel) { panels.append(panel) }

  public func summarize(_ key: String, _ value: Int) { summary.set(key, value) }

  /// Completes the report and puts it in place. Call it once, after the last stage.
  ///
  /// - Returns: the root, 32 hexadecimal digits: see Docs/decisions/report-root.md.
  /// - Throws: ``WarraqError`` with code `output`; then nothing is in place that was not before.
  public func finish() throws -> String {
    try summary.check()
    try LedgerTable.write(
      corpus.counts, to: table("ledger.tsv", columns: LedgerTable.columns))
    if let open = tables.first(where: { name in !entries.contains { $0.name == name } }) {
      throw WarraqError(
        .output,
        "The table \(open) was begun and not finished. "
          + "The stage that writes it has a bug: report it.")
    }
    let page = ReportPage(
      title: title, corpus: corpus, numbers: summary.numbers, panels: panels, files: tables)
    try write("index.html", page.html)
    let root = try ReportRoot.hex(files: entries, summary: summary.text(root: nil))
    try write("summary.json", summary.text(root: root))
    try directory.publish()
    return root
  }

  private func write(_ name: String, _ text: String) throws {
    let file = try ReportFile(name: name, directory: directory.staging)
    try file.append(text)
    entries.append(try file.finish())
  }
}
