public import WarraqCore
public import WarraqEntities

/// Counts the entities of documents in one lane. Beyond its memory it hands its rows over and begins
/// again.
public final class EntityCounter: Accumulator {
  /// What is counted, and how.
  public struct Options {
    /// Bytes of memory for the counter.
    public var memory: Int
    /// Whether entities that stand in one document are counted.
    public var countsPairs = true
    /// Finds the names of documents in which nobody has looked for any.
    public var recognizer: DocumentRecognizer?

    public init(memory: Int) { self.memory = memory }
  }

  private let options: Options
  private let linker: DocumentLinker
  private var table = TermTable()
  private var pairs = EntityPairs()
  private var keys = EntityKeys()
  private var encoder = RowEncoder()
  /// The names of the document as bytes, one behind the other, and where each ends.
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []
  /// The mentions of each entity of the document, by their numbers, and the entities in the order of
  /// their first mentions.
  private var counts: [Int] = []
  private var present: [Int] = []
  /// Those of the entities that are paired.
  private var hashes: [UInt64] = []
  private var counted = EntityTally()
  /// Mentions since rows were last handed over: slots count in 32 bits.
  private var pending = 0
  private var unread = 0
  private var excluded = 0
  private var lost = 0

  public init(_ options: Options, _ rules: LinkingRules) {
    self.options = options
    linker = DocumentLinker(rules)
  }

  deinit { table.deallocate() }

  public func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isActive {
      try recognize(document)
      count(document)
      if isOverMemory { try handOver(to: rows, keeping: options.memory) }
    }
  }

  public func finish(to rows: any RowSink) throws {
    try handOver(to: rows, keeping: 0)
    let totals: [(EntityKey.Total, EntityTally)] = [
      (.counted, counted), (.unread, EntityTally(documents: unread)),
      (.excluded, EntityTally(mentions: excluded)), (.lost, EntityTally(documents: lost)),
    ]
    for (total, tally) in totals {
      try emit([EntityKey.Kind.total.rawValue, total.rawValue], tally, to: rows)
    }
    (counted, unread, excluded, lost) = (EntityTally(), 0, 0, 0)
  }

  /// The one place where names are looked for that no stage has looked for.
  private func recognize(_ document: Document) throws {
    if document.hasLostNames, document.entities == nil, document.isKept { lost += 1 }
    try options.recognizer?.recognize(document)
  }

  private func count(_ document: Document) {
    guard let spans = document.entities else {
      if document.isKept { unread += 1 }
      return
    }
    linker.link(spans, of: document.text, language: document.language)
    gather()
    pending += linker.mentions.count
    if document.isKept {
      counted.add(EntityTally(mentions: linker.mentions.count, documents: 1))
      excluded += linker.excluded
      document.text.withUnsafeBytes { countForms(of: $0) }
      if options.countsPairs { document.text.withUnsafeBytes { countPairs(of: $0) } }
    }
    countEntities(document)
    keys.count(in: &table)
  }

  /// Adds up the mentions of each entity.
  private func gather() {
    present.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    encoder.removeAll()
    nameEnds.removeAll(keepingCapacity: true)
    for name in 0..<linker.count {
      counts.append(0)
      linker.withWords(of: name) { EntityName.encode(linker.name(name), words: $0, to: &encoder) }
      if linker.isAmbiguous(name) { encoder.bytes.append(EntityName.ambiguityMark) }
      nameEnds.append(encoder.bytes.count)
    }
    swap(&names, &encoder.bytes)
    for mention in linker.mentions {
      if counts[mention.entity] == 0 { present.append(mention.entity) }
      counts[mention.entity] += 1
    }
  }

  private func countForms(of text: UnsafeRawBufferPointer) {
    for mention in linker.mentions {
      keys.add(EntityTally(mentions: 1), to: &table) { key in
        EntityForm.encode(
          mention, entity: name(mention.entity), own: name(mention.own), text: text, to: &key)
      }
    }
  }

  private func countEntities(_ document: Document) {
    guard !present.isEmpty else { return }
    let source = document.publisher ?? LengthKey.unknown
    let month = document.date?.monthLabel ?? LengthKey.unknown
    for entity in present {
      let tally =
        document.isKept
        ? EntityTally(mentions: counts[entity], documents: 1, publications: 1)
        : EntityTally(publications: 1)
      keys.add(tally, to: &table) { key in
        key.bytes.append(EntityKey.Kind.entity.rawValue)
        key.raw(name(entity))
      }
      for (kind, label) in [(EntityKey.Kind.source, source), (.month, month)] {
        keys.add(tally, to: &table) { key in
          key.bytes.append(kind.rawValue)
          key.string(label.utf8)
          key.raw(name(entity))
        }
      }
    }
  }

  private func countPairs(of text: UnsafeRawBufferPointer) {
    pairs.choose(present, counts: counts)
    guard pairs.entities.count > 1 else { return }
    pairs.countSentences(linker.mentions, in: text)
    hashes.removeAll(keepingCapacity: true)
    for entity in pairs.entities {
      hashes.append(name(entity).withUnsafeBytes { EntityName.hash(of: $0) })
    }
    pairs.forEach { first, second, sentences in
      keys.add(EntityTally(mentions: sentences, documents: 1), to: &table) { key in
        key.bytes.append(EntityKey.Kind.pair.rawValue)
        key.fixed(min(hashes[first], hashes[second]))
        key.fixed(max(hashes[first], hashes[second]))
      }
    }
  }
}

extension EntityCounter {
  /// The bytes of a name of the document.
  private func name(_ number: Int) -> ArraySlice<UInt8> {
    names[(number == 0 ? 0 : nameEnds[number - 1])..<nameEnds[number]]
  }

  private var isOverMemory: Bool {
    table.memory > options.memory && table.count > 0 || table.arena.count > 1 << 30
      || pending > 1 << 30
  }

  /// Emits a row for every key and begins again, with up to `memory` bytes.
  private func handOver(to rows: any RowSink, keeping memory: Int) throws {
    var value = RowEncoder()
    try table.forEach { slot in
      let tally = EntityTally(
        mentions: Int(slot.pointee.count), documents: Int(slot.pointee.documents),
        publications: Int(slot.pointee.publications))
      try emit(table.key(of: slot), tally, &value, to: rows)
    }
    table.removeAll(keeping: memory)
    pending = 0
  }

  private func emit(_ key: [UInt8], _ tally: EntityTally, to rows: any RowSink) throws {
    var value = RowEncoder()
    try key.withUnsafeBytes { try emit($0, tally, &value, to: rows) }
  }

  /// `value` is memory for the row's.
  private func emit(
    _ key: UnsafeRawBufferPointer, _ tally: EntityTally, _ value: inout RowEncoder,
    to rows: any RowSink
  ) throws {
    value.removeAll()
    tally.encode(to: &value)
    try value.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
  }
}
