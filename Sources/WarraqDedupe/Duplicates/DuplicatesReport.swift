public import WarraqCore

/// Writes `duplicates.tsv`: which documents were taken out, and for which they stand; and
/// `clusters.tsv`: what belongs together; and `copying.tsv`. Of all dedupe stages of a job.
public enum DuplicatesReport {
  public static let columns = [
    "document", "kept", "kind", "ordinal", "keptOrdinal", "similarity", "cluster",
  ]

  /// Writes the tables from the evidence of dedupe stages, in the order of the removed documents. A
  /// cluster is named by the ordinal of the document that is kept in the end: what an earlier stage
  /// kept, a later one may have taken out.
  ///
  /// - Parameter listsPairs: whether a stage was asked for `pairs.tsv`.
  public static func write(
    evidence: any RowSource, listsPairs: Bool, to report: any ReportBuilder
  ) throws {
    let corpus = report.corpus
    let clusters = try DuplicateClusters(evidence, in: corpus)
    let table = try report.table("duplicates.tsv", columns: columns)
    try DuplicateEvidence.forEach(evidence) { duplicate in
      let (removed, kept) = (duplicate.removed, duplicate.kept)
      try removed.name(in: corpus).withUnsafeBytes { try table.field($0) }
      try kept.name(in: corpus).withUnsafeBytes { try table.field($0) }
      try table.field(duplicate.kind.name)
      try table.field(removed.ordinal(in: corpus))
      try table.field(kept.ordinal(in: corpus))
      try table.field(duplicate.similarity.text)
      try table.field(clusters.root(of: removed.ordinal(in: corpus)))
      try table.endRow()
    }
    try table.finish()
    try clusters.write(to: report)
    try CopyingReport.write(evidence, to: report)
    try CandidateReport.write(evidence, listsPairs: listsPairs, to: report)
  }
}

extension DuplicateEvidence {
  /// Reads evidence row by row: there may be more of it than fits into memory.
  static func forEach(_ evidence: any RowSource, _ body: (DuplicateEvidence) throws -> Void) throws
  {
    try evidence.forEach { _, row in
      if CandidateEvidence.isOne(row) { return }
      guard let duplicate = DuplicateEvidence(evidence: row) else {
        throw WarraqError(
          .version, "The evidence of a dedupe stage is of another version. Start a new run.")
      }
      try body(duplicate)
    }
  }
}
