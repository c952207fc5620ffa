public import WarraqCore

/// Writes `duplicates.tsv`: which documents were taken out, and for which they stand.
public enum DuplicatesReport {
  public static let columns = ["document", "kept", "kind", "ordinal", "keptOrdinal"]

  /// Writes the table from the evidence of a dedupe stage, in the order of the removed documents.
  public static func write(evidence: any RowSource, to report: any ReportBuilder) throws {
    let corpus = report.corpus
    let table = try report.table("duplicates.tsv", columns: columns)
    try evidence.forEach { sortKey, row in
      guard let duplicate = DuplicateEvidence(sortKey: sortKey, evidence: row) else {
        throw WarraqError(
          .version, "The evidence of a dedupe stage is of another version. Start a new run.")
      }
      let (removed, kept) = (duplicate.removed, duplicate.kept)
      try removed.name(in: corpus).withUnsafeBytes { try table.field($0) }
      try kept.name(in: corpus).withUnsafeBytes { try table.field($0) }
      try table.field(duplicate.kind.name)
      try table.field(corpus.ordinal(shard: removed.shard, record: removed.ordinal))
      try table.field(corpus.ordinal(shard: kept.shard, record: kept.ordinal))
      try table.endRow()
    }
    try table.finish()
  }
}
