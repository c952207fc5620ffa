import WarraqCore

/// The first round of near dedupe: documents that agree in a band of their sketches become candidates.
///
/// rows: hash of a band -> place of the document. messages: pairs to look at, to the shards of both.
struct SketchRound: CorpusRound {
  let options: NearOptions

  init(_ options: NearOptions) { self.options = options }

  var needs: AnalysisNeeds { .tokens }
  var readsInputs: Bool { options.scope.isLimited }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    SketchEmitter(options)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer {
    CandidateReducer(sides: options.scope.sides(in: context))
  }
}

private final class SketchEmitter: RowEmitter {
  private let options: NearOptions
  private let banding: Banding
  private var shingles: Shingles
  private var sketcher: Sketcher
  private var sketch = Sketch()
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ options: NearOptions) {
    self.options = options
    banding = Banding(for: options.threshold)
    shingles = Shingles(ngram: options.ngram)
    sketcher = Sketcher(options.sketch)
  }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      shingles.fill(from: document)
      guard !shingles.hashes.isEmpty else { continue }
      sketcher.fill(&sketch, from: shingles.hashes)
      value.removeAll()
      value.fixed(options.keep.rank(of: document))
      value.ordinal(document.place.ordinal)
      for band in banding.bandKeys(of: sketch) {
        key.removeAll()
        key.fixed(band.hash)
        try key.bytes.withUnsafeBytes { key in
          try value.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
        }
      }
    }
  }

  func finish(to rows: any RowSink) {}
}

extension Shingles {
  /// Replaces them by those of a document with tokens.
  mutating func fill(from document: Document) {
    document.withAnalyzedText { fill(text: $0, tokens: document.analysis.tokens) }
  }
}

/// Pairs the documents of a bucket.
///
/// Each document is paired with the first ones of the bucket in keep order and with the one before it:
/// all pairs in buckets of usual size, few in the huge ones that boilerplate makes. The rule looks at
/// the bucket's documents alone, so it does not depend on the order in which they came. Documents that
/// others may go for stand first in that order: in a huge bucket they are what each one is paired with.
private final class CandidateReducer: GroupReducer {
  /// With so many of the first documents of a bucket each one is paired.
  static let firstCount = 32

  private let sides: RemovalSides
  private var places: [KeepPlace] = []

  init(sides: RemovalSides) { self.sides = sides }

  func begin(key: UnsafeRawBufferPointer) { places.removeAll(keepingCapacity: true) }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    var decoder = RowDecoder(value)
    let rank = decoder.fixed()
    places.append(KeepPlace(rank: rank, shard: shard, ordinal: decoder.ordinal()))
  }

  func end(to messages: any MessageSink) throws {
    guard places.count > 1 else { return }
    places.sort(by: sides.areInOrder)
    // Two bands of a document may have one hash: it is no candidate for itself.
    for index in 1..<places.count where places[index] != places[index - 1] {
      for other in 0..<min(index, Self.firstCount) { try send(other, index, to: messages) }
      if index > Self.firstCount { try send(index - 1, index, to: messages) }
    }
  }

  private func send(_ first: Int, _ second: Int, to messages: any MessageSink) throws {
    try PairRequest(own: places[first], other: places[second]).send(to: messages)
    try PairRequest(own: places[second], other: places[first]).send(to: messages)
  }
}

/// Asks a shard for one of its documents, to be compared with another one.
struct PairRequest: Equatable {
  var own: KeepPlace
  var other: KeepPlace

  init(own: KeepPlace, other: KeepPlace) {
    self.own = own
    self.other = other
  }

  init(_ message: UnsafeRawBufferPointer) {
    var decoder = RowDecoder(message)
    _ = decoder.ordinal()
    own = decoder.place()
    other = decoder.place()
  }

  /// Begins with the ordinal: requests come in the order of documents.
  func send(to messages: any MessageSink) throws {
    var message = RowEncoder()
    message.ordinal(own.ordinal)
    message.place(own)
    message.place(other)
    try message.bytes.withUnsafeBytes { try messages.send($0, toShard: own.shard) }
  }
}
