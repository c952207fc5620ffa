import WarraqCore

/// What near dedupe says besides who went: pairs that are alike, and buckets that were cut. Kept behind all
/// duplicates (``DuplicateEvidence``), told apart by the first byte.
enum CandidateEvidence {
  /// Two documents that are alike. Kept if the job asks for it.
  case pair(NearEdge)
  /// A bucket of so many documents, of which not all pairs were looked at.
  case cut(Int)

  private static let (pairTag, cutTag): (UInt8, UInt8) = (0xFE, 0xFF)

  /// Whether a row is no evidence of a duplicate.
  static func isOne(_ row: UnsafeRawBufferPointer) -> Bool { row[0] >= pairTag }

  /// `nil` for evidence of duplicates.
  init?(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    switch decoder.byte() {
    case Self.pairTag: self = .pair(NearEdge(decoder.rest()))
    case Self.cutTag: self = .cut(decoder.varint())
    default: return nil
    }
  }

  /// Sorted behind duplicates, whose keys begin with the position of a shard: pairs by their documents.
  func keep(in messages: any MessageSink) throws {
    var (key, row) = (RowEncoder(), RowEncoder())
    switch self {
    case .pair(let edge):
      key.bytes = [Self.pairTag]
      for place in [edge.first, edge.second].sorted(by: Self.areInCorpusOrder) {
        key.ordinal(place.shard)
        key.ordinal(place.ordinal)
      }
      row.bytes = [Self.pairTag]
      edge.encode(to: &row)
    case .cut(let documents):
      key.bytes = [Self.cutTag]
      row.bytes = [Self.cutTag]
      row.varint(documents)
    }
    try row.bytes.withUnsafeBytes { row in
      try key.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }

  static func areInCorpusOrder(_ a: KeepPlace, _ b: KeepPlace) -> Bool {
    a.shard != b.shard ? a.shard < b.shard : a.ordinal < b.ordinal
  }
}

/// Writes `pairs.tsv`, where the job asks for it, if only its header; and how many buckets were cut.
enum CandidateReport {
  static let columns = ["a", "b", "jaccard"]

  static func write(
    _ evidence: any RowSource, listsPairs: Bool, to report: any ReportBuilder
  ) throws {
    let table = listsPairs ? try report.table("pairs.tsv", columns: columns) : nil
    var (cuts, largest) = (0, 0)
    try evidence.forEach { _, row in
      switch CandidateEvidence(row) {
      case nil: break
      case .pair(let edge):
        if let table { try write(edge, to: table, in: report.corpus) }
      case .cut(let documents):
        cuts += 1
        largest = max(largest, documents)
      }
    }
    try table?.finish()
    guard cuts > 0 else { return }
    report.summarize("cutBuckets", cuts)
    report.summarize("largestBucket", largest)
  }

  /// The document that comes first in the corpus is `a`.
  private static func write(
    _ edge: NearEdge, to table: any TableWriter, in corpus: CorpusFacts
  ) throws {
    let ends = [edge.firstEnd, edge.secondEnd].sorted {
      CandidateEvidence.areInCorpusOrder($0.place, $1.place)
    }
    for end in ends {
      try end.reference.name(in: corpus).withUnsafeBytes { try table.field($0) }
    }
    try table.field(edge.similarity.text)
    try table.endRow()
  }
}
