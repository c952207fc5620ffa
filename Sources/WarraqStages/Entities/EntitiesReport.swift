import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Writes `entities.tsv`, `entity_forms.tsv`, `entities_by_source.tsv` and `entities_by_month.tsv`, in the
/// order of ``EntityRanking``.
struct EntitiesReport {
  private let report: any ReportBuilder
  private let entities: any TableWriter
  private let forms: any TableWriter
  private let sources: any TableWriter
  private let months: any TableWriter
  private var rank = 0
  private var index = EntityIndex()
  private var panel = EntitiesPanel()

  init(_ report: any ReportBuilder) throws {
    self.report = report
    entities = try report.table(
      "entities.tsv",
      columns: ["rank", "type", "entity", "mentions", "documents", "publications", "forms"])
    forms = try report.table(
      "entity_forms.tsv", columns: ["entity", "form", "mentions", "link"])
    let numbers = ["type", "entity", "mentions", "documents", "publications"]
    sources = try report.table("entities_by_source.tsv", columns: ["source"] + numbers)
    months = try report.table("entities_by_month.tsv", columns: ["month"] + numbers)
  }

  /// Takes a row.
  mutating func add(_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws {
    var key = RowDecoder(key)
    var value = RowDecoder(value)
    let mentions = Int(~key.fixed())
    _ = key.fixed()
    let name = key.string()
    let entity = key.string()
    let type = EntityName.parts(entity).type
    switch EntityGroups.Kind(rawValue: key.byte()) {
    case .entity:
      let tally = EntityTally(&value)
      rank += 1
      let found = RankedEntity(
        rank: rank, type: Self.text(type), name: Self.text(name), tally: tally,
        forms: value.varint())
      try write(found)
      index.add(found, entity)
      panel.add(found)
    case .form:
      let count = Int(~key.fixed())
      let form = key.rest()
      let link = Self.text(value.rest())
      try forms.field(name)
      try forms.field(form)
      try forms.field(count)
      try forms.field(link)
      try forms.endRow()
      panel.add(form: { Self.text(form) }, mentions: count, of: mentions, link: link)
    case .source: try write(EntityTally(&value), key.rest(), type, name, to: sources)
    case .month:
      let tally = EntityTally(&value)
      let month = key.rest()
      try write(tally, month, type, name, to: months)
      panel.add(month: { Self.text(month) }, tally)
    case nil: break
    }
  }

  /// Closes the files and adds the panels. Returns the entities by their bytes.
  mutating func finish() throws -> EntityIndex {
    for table in [entities, forms, sources, months] { try table.finish() }
    report.summarize("entities", rank)
    for panel in panel.panels { report.add(panel) }
    return index
  }

  private func write(_ entity: RankedEntity) throws {
    try entities.field(entity.rank)
    try entities.field(entity.type)
    try entities.field(entity.name)
    try entities.field(entity.tally.mentions)
    try entities.field(entity.tally.documents)
    try entities.field(entity.tally.publications)
    try entities.field(entity.forms)
    try entities.endRow()
  }

  private func write(
    _ tally: EntityTally, _ part: UnsafeRawBufferPointer, _ type: UnsafeRawBufferPointer,
    _ name: UnsafeRawBufferPointer, to table: any TableWriter
  ) throws {
    try table.field(part)
    try table.field(type)
    try table.field(name)
    try table.field(tally.mentions)
    try table.field(tally.documents)
    try table.field(tally.publications)
    try table.endRow()
  }

  private static func text(_ bytes: UnsafeRawBufferPointer) -> String {
    String(decoding: bytes, as: UTF8.self)
  }
}

/// An entity of the report.
struct RankedEntity: Sendable {
  var rank: Int
  var type: String
  var name: String
  var tally: EntityTally
  /// The number of its forms.
  var forms: Int
}

/// The most frequent entities by their bytes: those that pairs are counted of.
struct EntityIndex: Sendable {
  /// So many: what is held of them is bounded.
  static let limit = 20_000

  private(set) var entities: [RankedEntity] = []
  /// The bytes of each, under its place.
  private var names = ByteTable()

  /// Takes the entities in the order of their ranks.
  mutating func add(_ entity: RankedEntity, _ bytes: UnsafeRawBufferPointer) {
    guard entities.count < Self.limit else { return }
    _ = names.insert(bytes)
    entities.append(entity)
  }

  /// The places in ``entities`` by what pairs know entities by, and the names that are linked to them.
  func places(_ links: CorpusLinks) -> KeyNumbers {
    var places = KeyNumbers()
    func add(_ hash: UInt64, _ place: Int?) {
      if let place, places.find(hash) == nil { places.insert(hash, place) }
    }
    for place in entities.indices {
      names.withBytes(of: place) { name in
        if links.target(of: name) == nil { add(EntityName.hash(of: name), place) }
        add(EntityName.hash(ofUnmarked: name, isMarked: true), place)
      }
    }
    links.forEach { name, entity in
      add(EntityName.hash(of: name), entity.withUnsafeBytes { names.find($0) })
    }
    return places
  }
}
