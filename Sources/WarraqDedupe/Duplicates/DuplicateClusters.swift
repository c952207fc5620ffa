import WarraqCore

/// The documents that stand for each other: one that is kept, and all that went for it.
struct DuplicateClusters {
  private struct Cluster {
    /// Known once a document comes that went for it directly.
    var kept: DocumentReference?
    var size = 1
    var sources: Set<[UInt8]> = []
    var dates: (first: [UInt8], last: [UInt8])?

    func name(in corpus: CorpusFacts) -> [UInt8] { kept?.name(in: corpus) ?? [] }

    mutating func add(_ removed: DocumentReference, for kept: DocumentReference?) {
      size += 1
      add(removed.facts)
      guard let kept, self.kept == nil else { return }
      self.kept = kept
      add(kept.facts)
    }

    private mutating func add(_ facts: DocumentFacts) {
      if !facts.source.isEmpty { sources.insert(facts.source) }
      guard !facts.date.isEmpty else { return }
      let (first, last) = dates ?? (facts.date, facts.date)
      dates = (
        facts.date.lexicographicallyPrecedes(first) ? facts.date : first,
        last.lexicographicallyPrecedes(facts.date) ? facts.date : last
      )
    }
  }

  /// For each removed document, by ordinal, the one that it went for.
  private var kept: [Int: Int] = [:]
  private var clusters: [Int: Cluster] = [:]

  /// Goes over the evidence twice: of a duplicate only two numbers stay in memory.
  init(_ evidence: any RowSource, in corpus: CorpusFacts) throws {
    try DuplicateEvidence.forEach(evidence) { row in
      kept[row.removed.ordinal(in: corpus)] = row.kept.ordinal(in: corpus)
    }
    try DuplicateEvidence.forEach(evidence) { row in
      let root = root(of: row.removed.ordinal(in: corpus))
      let isDirect = row.kept.ordinal(in: corpus) == root
      clusters[root, default: Cluster()].add(row.removed, for: isDirect ? row.kept : nil)
    }
  }

  /// The ordinal of the document that is kept in the end.
  func root(of ordinal: Int) -> Int {
    var ordinal = ordinal
    while let next = kept[ordinal] { ordinal = next }
    return ordinal
  }

  /// The largest clusters first; of equal ones the first in the corpus.
  func write(to report: any ReportBuilder) throws {
    let table = try report.table(
      "clusters.tsv", columns: ["cluster", "size", "kept", "sources", "first", "last"])
    let sorted = clusters.sorted {
      $0.value.size != $1.value.size ? $0.value.size > $1.value.size : $0.key < $1.key
    }
    for (root, cluster) in sorted {
      try table.field(root)
      try table.field(cluster.size)
      try cluster.name(in: report.corpus).withUnsafeBytes { try table.field($0) }
      try table.field(cluster.sources.count)
      try (cluster.dates?.first ?? []).withUnsafeBytes { try table.field($0) }
      try (cluster.dates?.last ?? []).withUnsafeBytes { try table.field($0) }
      try table.endRow()
    }
    try table.finish()
    if !sorted.isEmpty { report.add(panel(sorted.prefix(20).map(\.value), in: report.corpus)) }
  }

  private func panel(_ largest: [Cluster], in corpus: CorpusFacts) -> ReportPanel {
    let rows = largest.map { cluster in
      PanelTable.Row(
        [
          String(decoding: cluster.name(in: corpus), as: UTF8.self), "\(cluster.size)",
          "\(cluster.sources.count)",
          String(decoding: cluster.dates?.first ?? [], as: UTF8.self),
          String(decoding: cluster.dates?.last ?? [], as: UTF8.self),
        ])
    }
    return ReportPanel(
      id: "clusters", title: "Largest clusters",
      note: "Documents that stand for each other, named by the one that is kept. All are in "
        + "clusters.tsv.",
      content: .table(
        PanelTable(
          columns: [
            .text("kept"), .number("documents"), .number("sources"), .text("first"),
            .text("last"),
          ], rows: rows, file: "clusters.tsv")))
  }
}
