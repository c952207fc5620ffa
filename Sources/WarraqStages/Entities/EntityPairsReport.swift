import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Writes `entity_pairs.tsv`: which entities stand together more often than chance has it.
struct EntityPairsReport: Sendable {
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
    let pairs = try report.grouped(table) { try emitPairs($0, to: $1) }
    let ranked = try report.sorted(pairs) { try emitRanked($0, to: $1) }
    let writer = try report.table("entity_pairs.tsv", columns: Self.columns)
    var panel: [PanelTable.Row] = []
    var rank = 0
    try ranked.forEach { key, value in
      rank += 1
      let row = Row(rank, key, value, index)
      try row.write(to: writer)
      if panel.count < Self.panelLimit { panel.append(PanelTable.Row(row.fields)) }
    }
    try writer.finish()
    report.summarize("entityPairs", rank)
    if !panel.isEmpty { report.add(Self.panel(panel)) }
  }

  /// Each pair under its two places, the lower one first.
  private func emitPairs(_ table: any RowSource, to rows: any GroupedRowSink) throws {
    var key = RowEncoder()
    let pairs = EntityKey.Kind.pair.rawValue
    try table.forEach(of: pairs...pairs) { tableKey, value in
      guard case .pair(let first, let second) = EntityKey(tableKey),
        let one = places.find(first), let other = places.find(second), one != other
      else { return }
      key.removeAll()
      key.fixed(UInt64(min(one, other)))
      key.fixed(UInt64(max(one, other)))
      try key.bytes.withUnsafeBytes {
        try rows.emit(of: KeyHash.hash($0), key: $0, value: value)
      }
    }
  }

  /// Adds up the rows of each pair, and emits it under its measure, greatest first.
  private func emitRanked(_ pairs: any RowSource, to rows: any RowSink) throws {
    var current: (first: Int, second: Int)?
    var sum = EntityTally()
    var measure = Measure(index, totals)
    var key = RowEncoder()
    var value = RowEncoder()
    func end() throws {
      guard let (first, second) = current, sum.documents >= minimum else { return }
      key.removeAll()
      key.fixed(UInt64(Self.top - measure.of(first, second, sum.documents)))
      key.fixed(UInt64(first))
      key.fixed(UInt64(second))
      value.removeAll()
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

  /// How much more often than by chance entities stand together.
  private struct Measure {
    /// Documents of each entity, and of all.
    private let documents: [Int]
    private let total: Int
    private var likelihood: LogLikelihood

    init(_ index: EntityIndex, _ totals: EntityTotals) {
      documents = index.entities.map(\.tally.documents)
      total = totals.counted.documents
      likelihood = LogLikelihood(total: total)
    }

    /// The log-likelihood of a pair in hundredths, above all that stand together less than by chance: those
    /// are below zero.
    mutating func of(_ first: Int, _ second: Int, _ both: Int) -> Int {
      let (a, b) = (documents[first], documents[second])
      let ratio = likelihood.hundredths(both: both, first: a, second: b)
      return Int128(both) * Int128(total) < Int128(a) * Int128(b) ? -ratio : ratio
    }
  }

  private struct Row {
    let rank: Int
    let one: RankedEntity
    let other: RankedEntity
    let tally: EntityTally
    let likelihood: String

    init(
      _ rank: Int, _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer,
      _ index: EntityIndex
    ) {
      var key = RowDecoder(key)
      self.rank = rank
      likelihood = Self.decimal(top - Int(key.fixed()))
      (one, other) = (index.entities[Int(key.fixed())], index.entities[Int(key.fixed())])
      tally = EntityTally(value)
    }

    func write(to table: any TableWriter) throws {
      try table.field(rank)
      for entity in [one, other] {
        try table.field(entity.type)
        try table.field(entity.name)
      }
      try table.field(tally.documents)
      try table.field(tally.mentions)
      try table.field(likelihood)
      try table.endRow()
    }

    var fields: [String] {
      [
        "\(rank)", one.type, one.name, other.type, other.name, "\(tally.documents)",
        "\(tally.mentions)", likelihood,
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
