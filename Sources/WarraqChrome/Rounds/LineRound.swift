import WarraqCore

/// The first round: the lines at the ends of pages meet by source.
///
/// rows: (source, line) -> ``LineCount``, of lines and of headlines; source -> ``SourceCount``. messages:
/// lines that stand on enough pages, to the shards that hold them; the pages of each source, to the first
/// shard.
struct LineRound: CorpusRound {
  let rules: ChromeRules

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    LineEmitter(rules)
  }

  func makeCombiner() -> (any RowCombiner)? { PageRowCombiner(limit: rules.minimumStories) }

  func makeReducer(in context: StageContext) -> any GroupReducer { LineReducer(rules) }
}

private final class LineEmitter: RowEmitter {
  private let rules: ChromeRules
  private let reader: PageReader
  /// Pages of each source, by the hash of its name.
  private var sources: [UInt64: SourceCount] = [:]
  /// With so many sources they are handed over, to be added up later.
  private static let sourceLimit = 4_096
  /// The lines of the document as it was published.
  private var spelling: [Range<Int>] = []
  /// For each line of the document, whether it was counted at some place; noted at the first one.
  private var isCounted: [Bool] = []
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ rules: ChromeRules) {
    self.rules = rules
    reader = PageReader(rules)
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    try batch.forEachActive { document in
      reader.read(document)
      try countPage(to: rows)
      spelling.removeAll(keepingCapacity: true)
      try document.text.withUnsafeBytes { text in
        TextLines.forEach(in: text) { spelling.append($1) }
        let (page, lines) = (Page(ordinal: document.place.ordinal, text: text), reader.page.lines)
        try emitOnce(reader.headlines[...], lines, of: page, to: rows) { _ in .headline }
        try emitOnce(lines.indices, lines, of: page, to: rows) { index in
          switch reader.verdicts[index] {
          case .goes: .listed
          case .open where reader.isLearnable(lines[index]): .open
          default: nil
          }
        }
      }
    }
  }

  /// A document as it was published.
  private struct Page {
    var ordinal: Int
    var text: UnsafeRawBufferPointer
  }

  private func countPage(to rows: any RowSink) throws {
    if sources[reader.sourceHash]?.count() == nil {
      if sources.count == Self.sourceLimit { try emitSources(to: rows) }
      sources[reader.sourceHash] = SourceCount(documents: 1, source: reader.source)
    }
  }

  /// A line counts once for each page, by the first of its places that counts.
  private func emitOnce(
    _ places: some Sequence<Int>, _ lines: [PageLines.Line], of page: Page,
    to rows: any RowSink, as kind: (Int) -> LineCount.Kind?
  ) throws {
    isCounted.removeAll(keepingCapacity: true)
    isCounted.append(contentsOf: repeatElement(false, count: lines.count))
    for index in places {
      let first = lines[index].firstOfItsKind ?? index
      guard !isCounted[first], let kind = kind(index) else { continue }
      isCounted[first] = true
      try emit(lines[index], kind, of: page, to: rows)
    }
  }

  private func emit(
    _ line: PageLines.Line, _ kind: LineCount.Kind, of page: Page, to rows: any RowSink
  ) throws {
    key.removeAll()
    key.bytes.append((kind == .headline ? PageRow.headline : .line).rawValue)
    reader.key(of: line).encode(to: &key)
    value.removeAll()
    let pages = repeatElement(reader.page.fingerprint, count: kind == .open ? 1 : 0)
    LineCount.encode(
      kind, documents: 1, atEnd: line.isNearerTheEnd ? 1 : 0, pages: pages, first: page.ordinal,
      source: reader.source,
      text: UnsafeRawBufferPointer(rebasing: page.text[spelling[line.number]]),
      to: &value)
    try rows.emit(key, value)
  }

  func finish(to rows: any RowSink) throws { try emitSources(to: rows) }

  private func emitSources(to rows: any RowSink) throws {
    for (hash, count) in sources {
      key.removeAll()
      key.bytes.append(PageRow.source.rawValue)
      key.fixed(hash)
      value.removeAll()
      count.encode(to: &value)
      try rows.emit(key, value)
    }
    sources.removeAll(keepingCapacity: true)
  }
}

/// Adds shards up and lets lines through that stand on enough pages.
private final class LineReducer: GroupReducer {
  private let rules: ChromeRules
  private var kind = PageRow.line
  private var name = LineKey(source: 0, line: 0)
  /// The first row. Most lines have no other and stand on one page: those are not looked at closely.
  private var first: [UInt8] = []
  private var line: LineCount?
  private var source: SourceCount?
  private var shards: [Int] = []

  init(_ rules: ChromeRules) { self.rules = rules }

  func begin(key: UnsafeRawBufferPointer) {
    kind = PageRow(key)
    var decoder = RowDecoder(UnsafeRawBufferPointer(rebasing: key.dropFirst()))
    name = LineKey(source: decoder.fixed(), line: kind == .source ? 0 : decoder.fixed())
    (line, source) = (nil, nil)
    shards.removeAll(keepingCapacity: true)
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    guard kind != .source else {
      let next = SourceCount(value)
      if source == nil { source = next } else { source?.documents += next.documents }
      return
    }
    if shards.isEmpty {
      first.removeAll(keepingCapacity: true)
      first.append(contentsOf: value)
    } else {
      if line == nil { line = first.withUnsafeBytes { LineCount($0) } }
      line?.count(LineCount(value), limit: rules.minimumStories)
    }
    if shards.last != shard { shards.append(shard) }
  }

  func end(to messages: any MessageSink) throws {
    if let source {
      return try CandidateMessage.source(name.source, source).send(to: messages, shard: 0)
    }
    if line == nil, first.withUnsafeBytes({ LineCount.isRare($0, below: rules.minimumDocuments) }) {
      return
    }
    let line = self.line ?? first.withUnsafeBytes { LineCount($0) }
    switch line.kind {
    // What goes anyway needs no decision; of a listed line the pages of its source are missing.
    case .headline: try ChromeEvidence.headline(line).keep(in: messages)
    case .listed: try CandidateMessage.first(name, line).send(to: messages, shard: shards[0])
    case .open where rules.isFrequent(line):
      try CandidateMessage.first(name, line).send(to: messages, shard: shards[0])
      for shard in shards.dropFirst() {
        try CandidateMessage.holder(name).send(to: messages, shard: shard)
      }
    case .open: break
    }
  }
}
