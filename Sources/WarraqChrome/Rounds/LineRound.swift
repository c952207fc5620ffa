import WarraqCore

/// The first round: the lines at the ends of pages meet by source.
///
/// rows: (source, line) -> ``LineCount``; source -> ``SourceCount``. messages: lines that stand on enough
/// pages, to the shards that hold them; the pages of each source, to the first shard.
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
  private var reader: PageReader
  private var sources: [[UInt8]: SourceCount] = [:]
  /// With so many sources they are handed over, to be added up later.
  private static let sourceLimit = 4_096
  /// The lines of the document as it was published.
  private var spelling: [Range<Int>] = []
  /// Lines of the document that were counted, by the first place of their kind.
  private var emitted: Set<Int> = []
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ rules: ChromeRules) {
    self.rules = rules
    reader = PageReader(rules)
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    try batch.forEachActive { document in
      reader.read(document)
      let source = reader.source ?? []
      var count = SourceCount(
        documents: 1, headlinePages: reader.headlines.isEmpty ? 0 : 1,
        headlines: reader.headlines.count, source: source)
      if let before = sources[source] { count.add(before) }
      sources[source] = count
      if sources.count > Self.sourceLimit { try emitSources(to: rows) }
      spelling.removeAll(keepingCapacity: true)
      document.text.withUnsafeBytes { text in
        TextLines.forEach(in: text) { spelling.append($1) }
      }
      try emitLines(of: document, source, to: rows)
    }
  }

  private func emitLines(of document: Document, _ source: [UInt8], to rows: any RowSink) throws {
    emitted.removeAll(keepingCapacity: true)
    for index in reader.page.lines.indices {
      // A line counts once for each page, where it first stands at an end of it.
      let kind = reader.page.lines[index].firstOfItsKind ?? index
      if emitted.contains(kind) { continue }
      let isListed: Bool
      switch reader.judge(index) {
      case .goes: isListed = true
      case .open where reader.isLearnable(index): isListed = false
      default: continue
      }
      emitted.insert(kind)
      let line = reader.page.lines[index]
      key.removeAll()
      key.bytes.append(PageRow.line.rawValue)
      reader.key(of: index).encode(to: &key)
      value.removeAll()
      LineCount(
        documents: 1, atEnd: line.isNearerTheEnd ? 1 : 0, isListed: isListed,
        pages: [reader.page.fingerprint], first: document.place.ordinal, source: source,
        text: Array(document.text[spelling[line.number]])
      ).encode(to: &value)
      try emit(to: rows)
    }
  }

  func finish(to rows: any RowSink) throws { try emitSources(to: rows) }

  private func emitSources(to rows: any RowSink) throws {
    for (source, count) in sources {
      key.removeAll()
      key.bytes.append(PageRow.source.rawValue)
      key.fixed(LineKey.source(source))
      value.removeAll()
      count.encode(to: &value)
      try emit(to: rows)
    }
    sources.removeAll(keepingCapacity: true)
  }

  private func emit(to rows: any RowSink) throws {
    try key.bytes.withUnsafeBytes { key in
      try value.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
    }
  }
}

/// Adds shards up and lets lines through that stand on enough pages.
private final class LineReducer: GroupReducer {
  private let rules: ChromeRules
  private var kind = PageRow.line
  private var name = LineKey(source: 0, line: 0)
  private var line: LineCount?
  private var source: SourceCount?
  private var shards: [Int] = []

  init(_ rules: ChromeRules) { self.rules = rules }

  func begin(key: UnsafeRawBufferPointer) {
    kind = PageRow(key)
    if kind == .line { name = LineKey(UnsafeRawBufferPointer(rebasing: key.dropFirst())) }
    (line, source) = (nil, nil)
    shards.removeAll()
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    switch kind {
    case .line:
      if shards.last != shard { shards.append(shard) }
      if line == nil {
        line = LineCount(value)
      } else {
        line?.count(LineCount(value), limit: rules.minimumStories)
      }
    case .source:
      if source == nil { source = SourceCount(value) } else { source?.add(SourceCount(value)) }
    }
  }

  func end(to messages: any MessageSink) throws {
    if let source {
      try CandidateMessage.source(LineKey.source(source.source), source)
        .send(to: messages, shard: 0)
    }
    guard let line, line.isListed || rules.isFrequent(line) else { return }
    try CandidateMessage.first(name, line).send(to: messages, shard: shards[0])
    // What the lists take out needs no decision.
    if line.isListed { return }
    for shard in shards.dropFirst() {
      try CandidateMessage.holder(name).send(to: messages, shard: shard)
    }
  }
}
