public import WarraqCore

/// Says one part of a report: its tables, panels and numbers.
public typealias ReportPart = @Sendable (any ReportBuilder) throws -> Void

/// Writes a report: the stages' tables, `ledger.tsv`, `summary.json` and `index.html`.
///
/// Nothing that it writes depends on when, where or with how many workers it runs: only on what the
/// stages say and on the corpus. The directory appears, or takes the place of an older one, when
/// ``finish()`` succeeds; until then the files stand in a neighbour whose name ends in `.new`.
///
/// One thread uses it.
public final class ReportWriter {
  private let corpus: CorpusFacts
  private let title: String
  private let directory: StagedDirectory
  private let memory: Int
  private let threads: Int
  private let scratch: String
  private let names = TableNames()
  private var sections: [ReportSection] = []

  /// Begins a report.
  ///
  /// - Parameters:
  ///   - directory: the directory that the report becomes. Its parent must exist. What is there
  ///     already is replaced.
  ///   - corpus: what the report is about; its books must balance.
  ///   - title: the name of the job, as the page's headline.
  ///   - memory: about how many bytes all parts may hold.
  ///   - threads: so many parts may be written at the same time, and each may sort rows on as many, up to four.
  ///   - scratch: a directory for what it spills.
  /// - Throws: ``WarraqError`` with code `ledger` when the books do not balance, or `output`.
  public init(
    directory: String, corpus: CorpusFacts, title: String, memory: Int, threads: Int,
    scratch: String
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
    self.threads = threads
    self.scratch = scratch
    self.directory = try StagedDirectory(path: directory)
  }

  /// Calls each of `parts`, some at a time on threads of their own, with what takes its tables, panels and
  /// numbers; these stand in the report in the order of the parts.
  ///
  /// - Throws: what the first part that fails throws. A table that another part has written:
  ///   ``WarraqError`` with code `usage`.
  public func write(_ parts: [ReportPart]) throws {
    let width = max(1, min(threads, parts.count))
    // Each is used by the threads of its part alone.
    nonisolated(unsafe) let sections = parts.map { _ in
      makeSection(memory: memory / Self.shares(of: width))
    }
    try concurrently(parts.count, threads: width) { try parts[$1](sections[$1]) }
    self.sections += sections
  }

  /// Shares of the memory, of which each ``ReportBuilder/sorted(_:)`` takes one. A part holds two at a time,
  /// and as much beside them; where several are written at once, seldom more than one sorts much.
  private static func shares(of width: Int) -> Int { width > 1 ? 6 : 4 }

  private func makeSection(memory: Int = 0) -> ReportSection {
    ReportSection(
      corpus, directory: directory.staging,
      sorting: SortingLimits(memory: memory, threads: threads, scratch: scratch), names: names)
  }

  /// Completes the report and puts it in place. Call it once, after the last part.
  ///
  /// - Returns: the root, 32 hexadecimal digits: see Docs/decisions/report-root.md.
  /// - Throws: ``WarraqError`` with code `output`; then nothing is in place that was not before.
  public func finish() throws -> String {
    var summary = Summary(corpus: corpus)
    for number in sections.flatMap(\.numbers) { summary.set(number.key, number.value) }
    try summary.check()
    let ledger = makeSection()
    sections.append(ledger)
    try LedgerTable.write(
      corpus.counts, to: ledger.table("ledger.tsv", columns: LedgerTable.columns))
    if let open = sections.lazy.compactMap(\.open).first {
      throw WarraqError(
        .output,
        "The table \(open) was begun and not finished. "
          + "The stage that writes it has a bug: report it.")
    }
    let page = ReportPage(
      title: title, corpus: corpus, numbers: summary.numbers, panels: sections.flatMap(\.panels),
      files: sections.flatMap(\.tables))
    let entries = sections.flatMap(\.entries) + [try write("index.html", page.html)]
    let root = ReportRoot.hex(files: entries, summary: summary.text(root: nil))
    _ = try write("summary.json", summary.text(root: root))
    try directory.publish()
    return root
  }

  private func write(_ name: String, _ text: String) throws -> ReportFile.Entry {
    let file = try ReportFile(name: name, directory: directory.staging)
    try file.append(text)
    return try file.finish()
  }
}
