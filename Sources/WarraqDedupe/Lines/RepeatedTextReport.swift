public import WarraqCore

/// One line or paragraph of which something went, by its first place in the corpus.
struct RepeatedTextEvidence: Equatable {
  /// 0: a line, 1: a paragraph.
  var kind: UInt8
  var shard: Int
  var place: UnitPlace
  var occurrences: Int
  var removed: Int

  init(kind: UInt8, shard: Int, place: UnitPlace, occurrences: Int, removed: Int) {
    self.kind = kind
    self.shard = shard
    self.place = place
    self.occurrences = occurrences
    self.removed = removed
  }

  init(_ row: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(row)
    kind = decoder.byte()
    shard = decoder.varint()
    occurrences = decoder.varint()
    removed = decoder.varint()
    place = UnitPlace(decoder.rest())
  }

  /// In the order of first places.
  func keep(in messages: any MessageSink) throws {
    var sortKey = RowEncoder()
    sortKey.ordinal(shard)
    place.encode(to: &sortKey)
    sortKey.bytes.append(kind)
    var row = RowEncoder()
    row.bytes.append(kind)
    row.varint(shard)
    row.varint(occurrences)
    row.varint(removed)
    place.encode(to: &row)
    try row.bytes.withUnsafeBytes { row in
      try sortKey.bytes.withUnsafeBytes { try messages.keep(evidence: row, sortKey: $0) }
    }
  }
}

/// Writes `repeated.tsv`: which lines and paragraphs came again and went, by where they first stand.
public enum RepeatedTextReport {
  public static let columns = ["kind", "ordinal", "line", "occurrences", "removed"]

  /// Writes the table from the evidence of all stages of this kind. Lines are counted from 1, in the
  /// text that came to the stage.
  public static func write(evidence: any RowSource, to report: any ReportBuilder) throws {
    let table = try report.table("repeated.tsv", columns: columns)
    try evidence.forEach { _, row in
      let found = RepeatedTextEvidence(row)
      try table.field(found.kind == 0 ? "line" : "paragraph")
      try table.field(report.corpus.ordinal(shard: found.shard, record: found.place.ordinal))
      try table.field(found.place.lines.lowerBound + 1)
      try table.field(found.occurrences)
      try table.field(found.removed)
      try table.endRow()
    }
    try table.finish()
  }
}
