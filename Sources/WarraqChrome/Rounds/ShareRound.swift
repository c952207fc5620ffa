import WarraqCore

/// The second round: lines meet the number of pages of their source. No document is read.
///
/// rows: source -> ``CandidateMessage``. messages: the decision, lines that go from the shard's pages.
struct ShareRound: CorpusRound {
  let rules: ChromeRules

  var readsDocuments: Bool { false }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    CandidateEmitter(inbox)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer { ShareReducer(rules) }
}

private final class CandidateEmitter: RowEmitter {
  private let inbox: ShardMessages

  init(_ inbox: ShardMessages) { self.inbox = inbox }

  func add(_ batch: DocumentBatch, to rows: any RowSink) {}

  func finish(to rows: any RowSink) throws {
    var key = RowEncoder()
    try inbox.forEach { message in
      key.removeAll()
      key.fixed(CandidateMessage(message).source)
      try key.bytes.withUnsafeBytes { try rows.emit(key: $0, value: message) }
    }
  }
}

private final class ShareReducer: GroupReducer {
  private let rules: ChromeRules
  private var total = 0
  private var learnt: Set<LineKey> = []

  init(_ rules: ChromeRules) { self.rules = rules }

  func begin(key: UnsafeRawBufferPointer) {
    total = 0
    learnt.removeAll()
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    switch CandidateMessage(value) {
    case .source(_, let count):
      total = count.documents
    case .first(let key, let count):
      let isLearnt = rules.isRecurring(
        documents: count.documents, atEnd: count.atEnd, of: total)
      guard count.kind == .listed || isLearnt else { return }
      try ChromeEvidence.line(count, of: total).keep(in: messages)
      guard count.kind == .open else { return }
      learnt.insert(key)
      try send(key, messages, shard)
    case .holder(let key):
      if learnt.contains(key) { try send(key, messages, shard) }
    }
  }

  func end(to messages: any MessageSink) {}

  private func send(_ key: LineKey, _ messages: any MessageSink, _ shard: Int) throws {
    var message = RowEncoder()
    key.encode(to: &message)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: shard) }
  }
}
