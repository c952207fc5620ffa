import WarraqCore

/// The third round of near dedupe: candidates are compared by their whole sets of shingles.
///
/// rows: the first document of pairs -> itself, then all that are compared with it, each from
/// its own shard. messages: the pairs that are alike, to the shard of the second.
struct VerifyRound: CorpusRound {
  let options: NearOptions

  init(_ options: NearOptions) { self.options = options }

  var needs: AnalysisNeeds { .tokens }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    PairEmitter(options, inbox)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer { PairReducer(options) }
}

private final class PairEmitter: RowEmitter {
  private let options: NearOptions
  /// Of ``PairRequest``.
  private let requests: ShardMessages
  private var shingles: Shingles
  private var key = RowEncoder()
  private var value = RowEncoder()
  private var row = RowEncoder()

  init(_ options: NearOptions, _ inbox: ShardMessages) {
    self.options = options
    shingles = Shingles(ngram: options.ngram)
    requests = inbox
  }

  func wants(_ ordinal: Int) -> Bool { requests.contains(ordinal) }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept && wants(document.place.ordinal) {
      encode(document)
      try requests.forEach(of: document.place.ordinal) {
        try emit(PairRequest(DocumentMessage($0)), to: rows)
      }
    }
  }

  func finish(to rows: any RowSink) {}

  private func encode(_ document: Document) {
    shingles.fill(from: document)
    shingles.shortenAndSort()
    value.removeAll()
    ComparedDocument(document, comparesNumbers: options.numbersMustMatch).encode(to: &value)
    value.shingles(shingles.hashes)
  }

  private func emit(_ request: PairRequest, to rows: any RowSink) throws {
    key.removeAll()
    row.removeAll()
    request.encode(to: &key, &row)
    row.bytes.append(contentsOf: value.bytes)
    try rows.emit(key, row)
  }
}

/// Holds the first document, and one other at a time.
private final class PairReducer: GroupReducer {
  private struct Side {
    var isFirst: Bool
    var place: KeepPlace
    var document: ComparedDocument
    var shingles: [UInt64]

    init(_ value: UnsafeRawBufferPointer) {
      var decoder = RowDecoder(value)
      isFirst = PairRequest.isFirst(&decoder)
      place = decoder.place()
      document = ComparedDocument(&decoder)
      shingles = decoder.shingles()
    }
  }

  private let options: NearOptions
  private var first: Side?

  init(_ options: NearOptions) { self.options = options }

  func begin(key: UnsafeRawBufferPointer) { first = nil }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    let side = Side(value)
    precondition(side.isFirst == (first == nil), "a pair without its first document")
    guard let first else {
      first = side
      return
    }
    try compare(first, side, to: messages)
  }

  func end(to messages: any MessageSink) {}

  private func compare(_ first: Side, _ second: Side, to messages: any MessageSink) throws {
    guard first.document.mayRepeat(second.document, options) else { return }
    let similarity = Jaccard(of: first.shingles, and: second.shingles)
    guard similarity.reaches(options.threshold) else { return }
    let (early, late) = first.place < second.place ? (first, second) : (second, first)
    let edge = NearEdge(
      first: early.place, second: late.place, similarity: similarity,
      firstFacts: early.document.facts, secondFacts: late.document.facts)
    try edge.send(to: messages)
    if options.keepsPairs { try CandidateEvidence.pair(edge).keep(in: messages) }
  }
}
