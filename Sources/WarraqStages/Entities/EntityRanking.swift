import WarraqCore
import WarraqEntities
import WarraqStatistics

/// Brings entities into the order of the report: by mentions, documents and name.
///
/// ```
/// key    ~mentions:8 ~documents:8 name entity kind, then of forms ~mentions:8 form, else source or month
/// value  tally, of the entity its number of forms too; of forms the link
/// ```
struct EntityRanking {
  private let rules: LinkingRules
  private let minimumCount: Int
  private let rows: any RowSink
  private var entity: [UInt8] = []
  private var tally = EntityTally()
  private var forms = EntityForms()
  /// The beginning of the keys of the entity's rows, once it is known.
  private var prefix: [UInt8]?
  /// The source or month whose rows are added up.
  private var part: (kind: UInt8, tally: EntityTally)?
  private var partName: [UInt8] = []
  private var key = RowEncoder()
  private var value = RowEncoder()

  /// Takes the rows of ``EntityGroups`` and emits those of the entities that are named often enough.
  static func emit(
    _ grouped: any RowSource, _ rules: LinkingRules, minimumCount: Int, to rows: any RowSink
  ) throws {
    var ranking = EntityRanking(rules: rules, minimumCount: minimumCount, rows: rows)
    try grouped.forEach { try ranking.add($0, $1) }
    try ranking.endEntity()
  }

  private init(rules: LinkingRules, minimumCount: Int, rows: any RowSink) {
    self.rules = rules
    self.minimumCount = minimumCount
    self.rows = rows
  }

  private mutating func add(
    _ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer
  ) throws {
    var decoder = RowDecoder(key)
    let name = decoder.string()
    if !entity.withUnsafeBytes(name.isEqual) {
      try endEntity()
      entity = Array(name)
    }
    let kind = decoder.byte()
    switch kind {
    case EntityGroups.Kind.entity.rawValue: tally.add(EntityTally(value))
    case EntityGroups.Kind.form.rawValue: forms.add(decoder.rest(), value)
    default: try addPart(kind, decoder.rest(), EntityTally(value))
    }
  }

  private mutating func addPart(
    _ kind: UInt8, _ name: UnsafeRawBufferPointer, _ tally: EntityTally
  ) throws {
    if let part, part.kind != kind || !partName.withUnsafeBytes(name.isEqual) { try endPart() }
    if part == nil {
      part = (kind, EntityTally())
      partName.replaceSubrange(0..., with: name)
    }
    part?.tally.add(tally)
  }

  private mutating func endPart() throws {
    try endForms()
    guard let part, let prefix else {
      part = nil
      return
    }
    begin(prefix, part.kind)
    key.raw(partName)
    part.tally.encode(to: &value)
    try rows.emit(key, value)
    self.part = nil
  }

  private mutating func endEntity() throws {
    try endPart()
    tally = EntityTally()
    forms.removeAll()
    prefix = nil
  }

  /// Emits the entity and its forms, when all of these have come. An entity that only duplicates name is
  /// not reported.
  private mutating func endForms() throws {
    guard prefix == nil, tally.mentions >= minimumCount else { return }
    key.removeAll()
    key.fixed(~UInt64(tally.mentions))
    key.fixed(~UInt64(tally.documents))
    key.string(displayName)
    key.string(entity)
    let prefix = key.bytes
    self.prefix = prefix
    begin(prefix, EntityGroups.Kind.entity.rawValue)
    tally.encode(to: &value)
    value.varint(forms.count)
    try rows.emit(key, value)
    try forms.forEach { form, mentions, link in
      begin(prefix, EntityGroups.Kind.form.rawValue)
      key.fixed(~UInt64(mentions))
      key.raw(form)
      value.raw(link.utf8)
      try rows.emit(key, value)
    }
  }

  private mutating func begin(_ prefix: [UInt8], _ kind: UInt8) {
    key.removeAll()
    value.removeAll()
    key.raw(prefix)
    key.bytes.append(kind)
  }

  /// What the user calls it; its most frequent full form; what a list calls it, if that is in the script of
  /// the texts (a French reader knows the BBC by no Arabic name); its most frequent form; or its words.
  private var displayName: [UInt8] {
    entity.withUnsafeBytes { entity in
      let words = EntityName.parts(entity).words
      if rules.isPinned(words), let name = rules.displayName(of: words) { return name }
      if let name = forms.usualName { return name }
      let usual = forms.mostFrequentName
      if let listed = rules.displayName(of: words),
        Self.isArabic(listed) == usual.map(Self.isArabic) ?? true
      {
        return listed
      }
      return usual ?? Array(words)
    }
  }
}

extension EntityRanking {
  /// Whether a name begins with a letter of U+0600 to U+06FF.
  private static func isArabic(_ name: [UInt8]) -> Bool { (0xD8...0xDB).contains(name.first ?? 0) }
}

/// The forms of one entity.
struct EntityForms {
  private var forms: [(form: [UInt8], links: [Int])] = []
  /// How often each full form stands in the texts, without titles and what is written together with it.
  private var names: [[UInt8]: Int] = [:]
  /// The same of all forms.
  private var allNames: [[UInt8]: Int] = [:]

  /// The number of different forms.
  var count: Int { forms.count }

  mutating func removeAll() {
    forms.removeAll(keepingCapacity: true)
    names.removeAll(keepingCapacity: true)
    allNames.removeAll(keepingCapacity: true)
  }

  /// Takes a row of a form; equal forms come one after the other.
  mutating func add(_ form: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(value)
    let mentions = decoder.varint()
    let link = Int(decoder.byte())
    let isFull = decoder.byte() == 1
    let start = decoder.varint()
    let name = form[start..<start + decoder.varint()]
    if forms.last.map({ $0.form.withUnsafeBytes(form.isEqual) }) != true {
      forms.append((Array(form), [Int](repeating: 0, count: Link.allCases.count)))
    }
    forms[forms.count - 1].links[link] += mentions
    guard !name.isEmpty else { return }
    allNames[Array(name), default: 0] += mentions
    if isFull { names[Array(name), default: 0] += mentions }
  }

  /// The most frequent full form; of equally frequent ones the first by bytes.
  var usualName: [UInt8]? { Self.mostFrequent(names) }

  /// The most frequent form without titles and what is written together with it.
  var mostFrequentName: [UInt8]? { Self.mostFrequent(allNames) }

  private static func mostFrequent(_ names: [[UInt8]: Int]) -> [UInt8]? {
    names.max { a, b in
      a.value != b.value ? a.value < b.value : b.key.lexicographicallyPrecedes(a.key)
    }?.key
  }

  /// Calls `body` with every form, its mentions and how they were linked, the most frequent way first.
  func forEach(_ body: (_ form: [UInt8], _ mentions: Int, _ link: String) throws -> Void) rethrows {
    for (form, links) in forms {
      let ways = Link.allCases.filter { links[Int($0.rawValue)] > 0 }
        .sorted { a, b in
          let (x, y) = (links[Int(a.rawValue)], links[Int(b.rawValue)])
          return x != y ? x > y : a.rawValue < b.rawValue
        }
      try body(form, links.reduce(0, +), ways.map(\.name).joined(separator: "+"))
    }
  }
}
