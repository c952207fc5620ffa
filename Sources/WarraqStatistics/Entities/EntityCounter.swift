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
  private var key = RowEncoder()
  /// The names of the document as bytes, one behind the other, and where each ends.
  private var names: [UInt8] = []
  private var nameEnds: [Int] = []
  /// The mentions of each entity of the document, by their numbers, and the entities in the order of
  /// their first mentions.
  private var counts: [Int] = []
  private var present: [Int] = []
  /// Those of the entities that are paired.
  private var hashes: [UInt64] = []
  /// For each pair its key, the slot that may be its own, and the sentences that hold both.
  private var pairKeys: [TermTable.Key] = []
  private var guesses: [UInt32] = []
  private var sentences: [Int] = []
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
  }

  /// Adds up the mentions of each entity.
  private func gather() {
    present.removeAll(keepingCapacity: true)
    counts.removeAll(keepingCapacity: true)
    key.removeAll()
    nameEnds.removeAll(keepingCapacity: true)
    for name in 0..<linker.count {
      counts.append(0)
      linker.withWords(of: name) { EntityName.encode(linker.name(name), words: $0, to: &key) }
      if linker.isAmbiguous(name) { key.bytes.append(EntityName.ambiguityMark) }
      nameEnds.append(key.bytes.count)
    }
    swap(&names, &key.bytes)
    for mention in linker.mentions {
      if counts[mention.entity] == 0 { present.append(mention.entity) }
      counts[mention.entity] += 1
    }
  }

  private func countForms(of text: UnsafeRawBufferPointer) {
    for mention in linker.mentions {
      key.removeAll()
      EntityForm.encode(
        mention, entity: name(mention.entity), own: name(mention.own), text: text, to: &key)
      add(EntityTally(mentions: 1))
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
      begin(.entity)
      key.raw(name(entity))
      add(tally)
      begin(.source)
      key.string(source.utf8)
      key.raw(name(entity))
      add(tally)
      begin(.month)
      key.string(month.utf8)
      key.raw(name(entity))
      add(tally)
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
    key.removeAll()
    sentences.removeAll(keepingCapacity: true)
    pairs.forEach { first, second, count in
      key.bytes.append(EntityKey.Kind.pair.rawValue)
      key.fixed(min(hashes[first], hashes[second]))
      key.fixed(max(hashes[first], hashes[second]))
      for _ in Self.pairSize..<KeyWords.limit { key.bytes.append(0) }
      sentences.append(count)
    }
    addPairs()
  }

  /// The bytes of a key of a pair.
  private static let pairSize = 17

  /// Adds to the rows of all pairs whose keys have been put together. Their slots lie anywhere, so memory is
  /// asked for all of them first.
  private func addPairs() {
    key.bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      pairKeys.removeAll(keepingCapacity: true)
      for pair in sentences.indices {
        let pairKey = TermTable.Key(
          start + pair * KeyWords.limit, count: Self.pairSize, readable: KeyWords.limit)
        table.prefetchIndex(pairKey.hash)
        pairKeys.append(pairKey)
      }
      guesses.removeAll(keepingCapacity: true)
      for pairKey in pairKeys { guesses.append(table.guess(pairKey.hash)) }
      for pair in sentences.indices {
        let slot = table.slot(of: pairKeys[pair], guess: guesses[pair])
        slot.pointee.count &+= UInt32(sentences[pair])
        slot.pointee.documents &+= 1
      }
    }
  }
}

extension EntityCounter {
  /// The bytes of a name of the document.
  private func name(_ number: Int) -> ArraySlice<UInt8> {
    names[(number == 0 ? 0 : nameEnds[number - 1])..<nameEnds[number]]
  }

  private func begin(_ kind: EntityKey.Kind) {
    key.removeAll()
    key.bytes.append(kind.rawValue)
  }

  /// Adds to the row of the key that has been put together.
  private func add(_ tally: EntityTally) {
    key.bytes.withUnsafeBytes { bytes in
      guard let start = bytes.baseAddress else { return }
      let key = TermTable.Key(start, count: bytes.count, readable: bytes.count)
      let slot = table.slot(of: key, guess: table.guess(key.hash))
      slot.pointee.count &+= UInt32(tally.mentions)
      slot.pointee.documents &+= UInt32(tally.documents)
      slot.pointee.publications &+= UInt32(tally.publications)
    }
  }

  private var isOverMemory: Bool {
    table.memory > options.memory && table.count > 0 || table.arena.count > 1 << 30
      || pending > 1 << 30
  }

  /// Emits a row for every key and begins again, with up to `memory` bytes.
  private func handOver(to rows: any RowSink, keeping memory: Int) throws {
    try table.forEach { slot in
      let tally = EntityTally(
        mentions: Int(slot.pointee.count), documents: Int(slot.pointee.documents),
        publications: Int(slot.pointee.publications))
      try emit(table.key(of: slot), tally, to: rows)
    }
    table.removeAll(keeping: memory)
    pending = 0
  }

  private func emit(
    _ key: UnsafeRawBufferPointer, _ tally: EntityTally, to rows: any RowSink
  ) throws {
    var value = RowEncoder()
    tally.encode(to: &value)
    try value.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
  }

  private func emit(_ key: [UInt8], _ tally: EntityTally, to rows: any RowSink) throws {
    try key.withUnsafeBytes { try emit($0, tally, to: rows) }
  }
}
