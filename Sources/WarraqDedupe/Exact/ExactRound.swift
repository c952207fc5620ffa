public import WarraqCore

/// Finds documents with equal content: one round, whose messages are the decision.
///
/// A row for each kept document, under its content hash. Of a group the first document in corpus
/// order stays; the others are sent to their shards as ordinals, for ``DuplicateApplier``.
public struct ExactRound: CorpusRound {
  public init() {}

  public var needs: AnalysisNeeds { .contentHash }

  public func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    ExactEmitter()
  }

  public func makeReducer(in context: StageContext) -> any GroupReducer { ExactReducer() }
}

/// Emits content hash -> ordinal and id.
final class ExactEmitter: RowEmitter {
  private var key = RowEncoder()
  private var value = RowEncoder()

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      guard let hash = document.analysis.contentHash else {
        preconditionFailure("exact dedupe needs content hashes")
      }
      key.removeAll()
      key.fixed(hash.high)
      key.fixed(hash.low)
      value.removeAll()
      value.ordinal(document.place.ordinal)
      value.raw((document.id ?? "").utf8)
      try key.bytes.withUnsafeBytes { key in
        try value.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
      }
    }
  }

  func finish(to rows: any RowSink) {}
}

/// Keeps the first document of each group and lets the others go.
final class ExactReducer: GroupReducer {
  private var kept: DocumentReference?

  func begin(key: UnsafeRawBufferPointer) { kept = nil }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    var decoder = RowDecoder(value)
    let ordinal = decoder.ordinal()
    let document = DocumentReference(shard: shard, ordinal: ordinal, id: Array(decoder.rest()))
    if let kept {
      try DuplicateEvidence(removed: document, kept: kept, kind: .exact).send(to: messages)
    } else {
      kept = document
    }
  }

  func end(to messages: any MessageSink) {}
}
