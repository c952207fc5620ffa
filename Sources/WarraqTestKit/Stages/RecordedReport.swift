public import WarraqCore
import WarraqTables

/// A report that is kept in memory, for tests.
public final class RecordedReport: ReportBuilder {
  public let corpus: CorpusFacts
  /// The rows of every table, its columns first.
  public private(set) var tables: [String: [[String]]] = [:]
  public private(set) var panels: [ReportPanel] = []
  public private(set) var numbers: [String: Int] = [:]
  /// Tables that were opened and not finished.
  public private(set) var openTables: Set<String> = []

  public init(corpus: CorpusFacts) { self.corpus = corpus }

  public func table(_ name: String, columns: [String]) -> any TableWriter {
    tables[name] = [columns]
    openTables.insert(name)
    return Writer(self, name)
  }

  public func sorted(_ fill: (any RowSink) throws -> Void) throws -> any RowSource {
    let sorter = makeSorter()
    try fill(sorter)
    return sorter
  }

  private func makeSorter() -> RowSorter {
    RowSorter(order: .key, memory: 1 << 24, scratch: "/tmp")
  }

  /// In two shares, which one thread fills.
  public func grouped(
    _ table: any RowSource,
    _ fill: @escaping @Sendable (any RowSource, any GroupedRowSink) throws -> Void
  ) throws -> [any RowSource] {
    let rows = GroupedSorter((0..<2).map { _ in makeSorter() })
    for part in table.parts { try fill(part, rows) }
    return rows.sorters
  }

  public func sorted(
    _ shares: [any RowSource],
    _ fill: @escaping @Sendable (any RowSource, any RowSink) throws -> Void
  ) throws -> any RowSource {
    try sorted { rows in for share in shares { try fill(share, rows) } }
  }

  public func add(_ panel: ReportPanel) { panels.append(panel) }

  public func summarize(_ key: String, _ value: Int) { numbers[key] = value }

  /// Everything as text, to compare reports by.
  public var transcript: String {
    let files = tables.sorted { $0.key < $1.key }.map { name, rows in
      name + "\n" + rows.map { $0.joined(separator: "\t") }.joined(separator: "\n")
    }
    let sums = numbers.sorted { $0.key < $1.key }.map { "\($0.key) = \($0.value)" }
    return (files + sums + panels.map { "\($0)" }).joined(separator: "\n")
  }

  private final class Writer: TableWriter {
    private let report: RecordedReport
    private let name: String
    private var row: [String] = []

    init(_ report: RecordedReport, _ name: String) {
      self.report = report
      self.name = name
    }

    func field(_ bytes: UnsafeRawBufferPointer) {
      row.append(String(decoding: bytes, as: UTF8.self))
    }
    func field(_ text: String) { row.append(text) }
    func field(_ number: Int) { row.append(String(number)) }

    func endRow() {
      report.tables[name, default: []].append(row)
      row = []
    }

    func finish() { report.openTables.remove(name) }
  }
}
