import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Writes `entity_pairs.tsv`: which entities stand together more often than chance has it.
struct EntityPairsReport {
  private static let columns = [
    "rank", "type", "entity", "other_type", "other", "documents", "sentences", "log_likelihood",
  ]

  /// Above every measure: what is left of it sorts as the report does.
  private static let top = 1 << 62

  private let index: EntityIndex
  private let places: KeyNumbers
  private let totals: EntityTotals
  private let minimum: Int

  init(_ index: EntityIndex, _ roots: EntityRoots, _ totals: EntityTotals, minimum: Int) {
    self.index = index
    places = index.places(roots.links)
    self.totals = totals
    self.minimum = minimum
  }

  func write(_ table: any RowSource, to report: any ReportBuilder) throws {
    let pairs = try report.sorted { try emitPairs(table, to: $0) }
    let ranked = try report.sorted { try emitRanked(pairs, to: $0) }
    let writer = try report.table("entity_pairs.tsv", columns: Self.columns)
    var panel: [PanelTable.Row] = []
    var rank = 0
    try ranked.forEach { key, value in
      rank += 1
      let row = Row(rank, key, value, index)
      for field in row.fields { try writer.field(field) }
      try writer.endRow()
      if panel.count < Self.panelLimit { panel.append(PanelTable.Row(row.fields)) }
    }
    try writer.finish()
    report.summarize("entityPairs", rank)
    if !panel.isEmpty { report.add(Self.panel(panel)) }
  }

  /// Each pair under its two places, the lower one first.
  private func emitPairs(_ table: any RowSource, to rows: any RowSink) throws {
    var key = RowEncoder()
    let pairs = EntityKey.Kind.pair.rawValue
    try table.forEach(of: pairs...pairs) { tableKey, value in
      guard case .pair(let first, let second) = EntityKey(tableKey),
        let one = places.find(first), let other = places.find(second), one != other
      else { return }
      key.removeAll()
      key.fixed(UInt64(min(one, other)))
      key.fixed(UInt64(max(one, other)))
      try key.bytes.withUnsafeBytes { try rows.emit(key: $0, value: value) }
    }
  }

  /// Adds up the rows of each pair, and emits it under its measure, greatest first.
  private func emitRanked(_ pairs: any RowSource, to rows: any RowSink) throws {
    var current: (first: Int, second: Int)?
    var sum = EntityTally()
    func end() throws {
      guard let (first, second) = current, sum.documents >= minimum else { return }
      var key = RowEncoder()
      key.fixed(UInt64(Self.top - measure(first, second, sum.documents)))
      key.fixed(UInt64(first))
      key.fixed(UInt64(second))
      var value = RowEncoder()
      sum.encode(to: &value)
      try rows.emit(key, value)
    }
    try pairs.forEach { key, value in
      var decoder = RowDecoder(key)
      let (first, second) = (Int(decoder.fixed()), Int(decoder.fixed()))
      if current.map({ $0 == (first, second) }) != true {
        try end()
        current = (first, second)
        sum = EntityTally()
      }
      sum.add(EntityTally(value))
    }
    try end()
  }

  /// The log-likelihood of a pair in hundredths, above all that stand together less than by chance: those
  /// are below zero.
  private func measure(_ first: Int, _ second: Int, _ both: Int) -> Int {
    let (a, b) = (index.entities[first].tally.documents, index.entities[second].tally.documents)
    let total = totals.counted.documents
    let ratio = LogLikelihood.hundredths(both: both, first: a, second: b, total: total)
    return Int128(both) * Int128(total) < Int128(a) * Int128(b) ? -ratio : ratio
  }

  private struct Row {
    var fields: [String]

    init(
      _ rank: Int, _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer,
      _ index: EntityIndex
    ) {
      var key = RowDecoder(key)
      let ratio = top - Int(key.fixed())
      let (one, other) = (index.entities[Int(key.fixed())], index.entities[Int(key.fixed())])
      let tally = EntityTally(value)
      fields = [
        "\(rank)", one.type, one.name, other.type, other.name, "\(tally.documents)",
        "\(tally.mentions)", Self.decimal(ratio),
      ]
    }

    private static func decimal(_ hundredths: Int) -> String {
      let (whole, rest) = hundredths.magnitude.quotientAndRemainder(dividingBy: 100)
      return (hundredths < 0 ? "-" : "") + "\(whole)." + (rest < 10 ? "0" : "") + "\(rest)"
    }
  }

  private static let panelLimit = 200

  private static func panel(_ rows: [PanelTable.Row]) -> ReportPanel {
    ReportPanel(
      id: "entity-pairs", title: "Who stands with whom",
      note:
        "The pairs of entities that share more documents than chance has it, by log-likelihood. All "
        + "are in entity_pairs.tsv.",
      content: .table(
        PanelTable(
          columns: [
            .number("rank"), .text("type"), .text("entity"), .text("other type"), .text("other"),
            .number("documents"), .number("sentences"), .number("log-likelihood"),
          ], rows: rows, file: "entity_pairs.tsv")))
  }
}
