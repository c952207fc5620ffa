import Synchronization
import WarraqCore
import WarraqTables

/// What one part of a report says: tables, panels, numbers. One thread uses it; it may sort rows on others.
final class ReportSection: ReportBuilder {
  let corpus: CorpusFacts
  private let directory: String
  private let sorting: SortingLimits
  private let names: TableNames
  private(set) var panels: [ReportPanel] = []
  private(set) var numbers: [(key: String, value: Int)] = []
  /// Names of all tables, in the order in which they were opened.
  private(set) var tables: [String] = []
  private(set) var entries: [ReportFile.Entry] = []

  init(_ corpus: CorpusFacts, directory: String, sorting: SortingLimits, names: TableNames) {
    self.corpus = corpus
    self.directory = directory
    self.sorting = sorting
    self.names = names
  }

  func table(_ name: String, columns: [String]) throws -> any TableWriter {
    try names.take(name)
    tables.append(name)
    return try TSVWriter(ReportFile(name: name, directory: directory), columns: columns) {
      [weak self] in self?.entries.append($0)
    }
  }

  func sorted(_ fill: (any RowSink) throws -> Void) throws -> any RowSource {
    let sorter = sorting.makeSorter()
    try fill(sorter)
    return sorter
  }

  func grouped(
    _ table: any RowSource,
    _ fill: @escaping @Sendable (any RowSource, any GroupedRowSink) throws -> Void
  ) throws -> [any RowSource] {
    // One thread reads a part, and each thread has a sink of its own.
    nonisolated(unsafe) let parts = table.parts
    let threads = max(1, min(sorting.shares, parts.count))
    nonisolated(unsafe) let sinks = sorting.makeGroupedSorters(threads)
    try concurrently(parts.count, threads: threads) { try fill(parts[$1], sinks[$0]) }
    return (0..<sorting.shares).map { share in RowSorters(sinks.map { $0.sorters[share] }) }
  }

  func sorted(
    _ shares: [any RowSource],
    _ fill: @escaping @Sendable (any RowSource, any RowSink) throws -> Void
  ) throws -> any RowSource {
    nonisolated(unsafe) let shares = shares
    nonisolated(unsafe) let sorters = shares.map { _ in sorting.makeSorter(of: shares.count) }
    try concurrently(shares.count, threads: shares.count) { try fill(shares[$1], sorters[$1]) }
    return RowSorters(sorters)
  }

  func add(_ panel: ReportPanel) { panels.append(panel) }

  func summarize(_ key: String, _ value: Int) { numbers.append((key, value)) }

  /// The table that was begun and not finished.
  var open: String? { tables.first { name in !entries.contains { $0.name == name } } }
}

/// The names of the tables of a report: each is written once, whoever writes it.
final class TableNames: Sendable {
  private let taken = Mutex<Set<String>>([])

  /// - Throws: ``WarraqError`` with code `usage` when the name is taken, `output` when it cannot be one.
  func take(_ name: String) throws {
    guard !name.isEmpty, !name.hasPrefix("."), !name.contains("/"), name != "index.html",
      name != "summary.json"
    else {
      throw WarraqError(.output, "“\(name)” cannot be the name of a table of the report.")
    }
    guard taken.withLock({ $0.insert(name).inserted }) else {
      throw WarraqError(
        .usage, "Two stages of the job write \(name) into the report. Leave one of them out.")
    }
  }
}
