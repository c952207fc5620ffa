public import WarraqCore

/// Writes `repeated.tsv`: which lines and paragraphs came again and went, by where they first stand.
public enum RepeatedTextReport {
  public static let columns = ["kind", "ordinal", "line", "occurrences", "removed", "text"]

  /// Writes the table from the evidence of all stages of this kind. Lines are counted from 1, in the
  /// text that came to the stage.
  public static func write(evidence: any RowSource, to report: any ReportBuilder) throws {
    let table = try report.table("repeated.tsv", columns: columns)
    var sortKey: [UInt8] = []
    // More than one only where several stages found the same unit.
    var waiting: [(occurrences: Int, removed: Int)] = []
    try evidence.forEach { key, row in
      if !key.elementsEqual(sortKey) {
        sortKey = Array(key)
        waiting = []
      }
      switch RepeatedUnit.content(row) {
      case .numbers(let occurrences, let removed): waiting.append((occurrences, removed))
      case .text(let text):
        guard let unit = RepeatedUnit(sortKey: key) else {
          throw WarraqError(
            .version, "The evidence of a dedupe stage is of another version. Start a new run.")
        }
        for numbers in waiting {
          try table.field(unit.kind.name)
          try table.field(report.corpus.ordinal(shard: unit.shard, record: unit.place.ordinal))
          try table.field(unit.place.lines.lowerBound + 1)
          try table.field(numbers.occurrences)
          try table.field(numbers.removed)
          try text.withUnsafeBytes { try table.field($0) }
          try table.endRow()
        }
        waiting = []
      }
    }
    try table.finish()
  }
}
