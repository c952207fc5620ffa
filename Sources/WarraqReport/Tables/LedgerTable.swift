import WarraqCore

/// The rows of `ledger.tsv`: one for each stage in the order of the job, and the total.
enum LedgerTable {
  static let columns = [
    "stage", "read", "kept", "rejected", "duplicate", "quarantined", "reasons",
  ]

  struct Row: Equatable {
    var stage: String
    var read: Int
    var kept: Int
    var rejected: Int
    var duplicate: Int
    var quarantined: Int
    /// `empty=3 invalid-json=2`, sorted by name.
    var reasons: String

    var numbers: [Int] { [read, kept, rejected, duplicate, quarantined] }
  }

  static func rows(_ counts: LedgerCounts) -> [Row] {
    var all: [String: Int] = [:]
    var rows: [Row] = []
    for stage in counts.stages {
      let reasons = stage.rejected.merging(stage.quarantined, uniquingKeysWith: +)
      all.merge(reasons, uniquingKeysWith: +)
      rows.append(
        Row(
          stage: stage.stage, read: stage.read, kept: stage.kept,
          rejected: stage.rejected.values.reduce(0, +), duplicate: stage.duplicate,
          quarantined: stage.quarantined.values.reduce(0, +), reasons: list(reasons)))
    }
    rows.append(
      Row(
        stage: "total", read: counts.read, kept: counts.kept, rejected: counts.rejected,
        duplicate: counts.duplicate, quarantined: counts.quarantined, reasons: list(all)))
    return rows
  }

  static func write(_ counts: LedgerCounts, to table: any TableWriter) throws {
    for row in rows(counts) {
      try table.field(row.stage)
      for number in row.numbers { try table.field(number) }
      try table.field(row.reasons)
      try table.endRow()
    }
    try table.finish()
  }

  private static func list(_ reasons: [String: Int]) -> String {
    reasons.filter { $0.value != 0 }
      .sorted { $0.key.utf8.lexicographicallyPrecedes($1.key.utf8) }
      .map { "\($0.key)=\($0.value)" }
      .joined(separator: " ")
  }
}
