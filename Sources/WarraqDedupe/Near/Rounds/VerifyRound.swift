import WarraqCore

/// The second round of near dedupe: candidates are compared by their whole sets of shingles.
///
/// rows: both places of a pair -> one of its documents, from the shard of each. messages: the pairs that
/// are alike, to the shard of the second.
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
  /// In the order of documents, without repetitions.
  private var requests: [PairRequest] = []
  private var shingles: Shingles
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ options: NearOptions, _ inbox: ShardMessages) {
    self.options = options
    shingles = Shingles(ngram: options.ngram)
    requests.reserveCapacity(inbox.count)
    // The bands of a pair ask for it again and again.
    inbox.forEach { message in
      let request = PairRequest(message)
      if requests.last != request { requests.append(request) }
    }
  }

  func wants(_ ordinal: Int) -> Bool {
    let index = requests.lowerBound { $0.own.ordinal < ordinal }
    return index < requests.count && requests[index].own.ordinal == ordinal
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      var index = requests.lowerBound { $0.own.ordinal < document.place.ordinal }
      guard index < requests.count, requests[index].own.ordinal == document.place.ordinal else {
        continue
      }
      encode(document)
      while index < requests.count, requests[index].own.ordinal == document.place.ordinal {
        try emit(requests[index], to: rows)
        index += 1
      }
    }
  }

  func finish(to rows: any RowSink) {}

  private func encode(_ document: Document) {
    shingles.fill(from: document)
    shingles.sort()
    value.removeAll()
    ComparedDocument(document, comparesNumbers: options.numbersMustMatch).encode(to: &value)
    shingles.hashes.withUnsafeBytes { value.raw($0) }
  }

  private func emit(_ request: PairRequest, to rows: any RowSink) throws {
    key.removeAll()
    key.place(min(request.own, request.other))
    key.place(max(request.own, request.other))
    // The first document of the pair comes first.
    let side: UInt8 = request.own < request.other ? 0 : 1
    try key.bytes.withUnsafeBytes { key in
      try ([side] + value.bytes).withUnsafeBytes { try rows.emit(key: key, value: $0) }
    }
  }
}

private final class PairReducer: GroupReducer {
  /// One document of a pair.
  private struct Side {
    var isSecond: Bool
    var document: ComparedDocument
    var shingles: [UInt64]

    init(_ value: UnsafeRawBufferPointer) {
      var decoder = RowDecoder(value)
      isSecond = decoder.byte() != 0
      document = ComparedDocument(&decoder)
      // Rows lie anywhere in memory, and numbers want to be aligned.
      let bytes = decoder.rest()
      shingles = (0..<bytes.count / 8).map {
        bytes.loadUnaligned(fromByteOffset: 8 * $0, as: UInt64.self)
      }
    }
  }

  private let options: NearOptions
  private var places: (first: KeepPlace, second: KeepPlace)?
  private var waiting: Side?

  init(_ options: NearOptions) { self.options = options }

  func begin(key: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(key)
    let first = decoder.place()
    places = (first, decoder.place())
    waiting = nil
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    let side = Side(value)
    guard let other = waiting else {
      waiting = side
      return
    }
    try side.isSecond ? compare(other, side, to: messages) : compare(side, other, to: messages)
  }

  func end(to messages: any MessageSink) {}

  private func compare(_ first: Side, _ second: Side, to messages: any MessageSink) throws {
    guard let places, first.document.mayRepeat(second.document, options) else { return }
    let similarity = Jaccard(of: first.shingles, and: second.shingles)
    guard similarity.reaches(options.threshold) else { return }
    let edge = NearEdge(
      first: places.first, second: places.second, similarity: similarity,
      firstFacts: first.document.facts, secondFacts: second.document.facts)
    try edge.send(to: messages)
    if options.keepsPairs { try CandidateEvidence.pair(edge).keep(in: messages) }
  }
}
