import Synchronization
import WarraqCore
import WarraqTables

/// What one part of a report says: tables, panels, numbers. One thread uses it.
final class ReportSection: ReportBuilder {
  let corpus: CorpusFacts
  private let directory: String
  private let memory: Int
  private let scratch: String
  private let names: TableNames
  private(set) var panels: [ReportPanel] = []
  private(set) var numbers: [(key: String, value: Int)] = []
  /// Names of all tables, in the order in which they were opened.
  private(set) var tables: [String] = []
  private(set) var entries: [ReportFile.Entry] = []

  init(_ corpus: CorpusFacts, directory: String, memory: Int, scratch: String, names: TableNames) {
    self.corpus = corpus
    self.directory = directory
    self.memory = memory
    self.scratch = scratch
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
    let sorter = RowSorter(order: .key, memory: memory, scratch: scratch)
    try fill(sorter)
    return sorter
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
