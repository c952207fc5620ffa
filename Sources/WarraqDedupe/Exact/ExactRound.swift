public import WarraqCore

/// Finds documents with equal content: one round, whose messages are the decision.
///
/// A row for each kept document, under its content hash. Of a group one document stays, as the policy
/// and the scope say; the others are sent to their shards as ordinals, for ``DuplicateApplier``.
public struct ExactRound: CorpusRound {
  private let keep: KeepPolicy
  private let scope: RemovalScope

  public init(keep: KeepPolicy = .first, scope: RemovalScope = RemovalScope()) {
    self.keep = keep
    self.scope = scope
  }

  public var needs: AnalysisNeeds { .contentHash }
  public var readsInputs: Bool { scope.isLimited }

  public func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    ExactEmitter(keep)
  }

  public func makeReducer(in context: StageContext) -> any GroupReducer {
    ExactReducer(isInOrder: keep == .first, sides: scope.sides(in: context))
  }
}

/// Emits content hash -> rank, ordinal and facts.
private final class ExactEmitter: RowEmitter {
  private let keep: KeepPolicy
  private var key = RowEncoder()
  private var value = RowEncoder()

  init(_ keep: KeepPolicy) { self.keep = keep }

  func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    for document in batch.documents where document.isKept {
      guard let hash = document.analysis.contentHash else {
        preconditionFailure("exact dedupe needs content hashes")
      }
      key.removeAll()
      key.fixed(hash.high)
      key.fixed(hash.low)
      value.removeAll()
      value.fixed(keep.rank(of: document))
      value.ordinal(document.place.ordinal)
      value.facts(DocumentFacts(document))
      try rows.emit(key, value)
    }
  }

  func finish(to rows: any RowSink) {}
}

/// Keeps the first document of each group in keep order and lets the others go, as far as they may.
private final class ExactReducer: GroupReducer {
  /// Whether documents come in keep order: then they need not be collected.
  private let isInOrder: Bool
  private let sides: RemovalSides
  private var kept: (place: KeepPlace, document: DocumentReference)?
  private var others: [DocumentReference] = []
  private static let equal = Jaccard(intersection: 1, union: 1)

  init(isInOrder: Bool, sides: RemovalSides) {
    self.isInOrder = isInOrder
    self.sides = sides
  }

  func begin(key: UnsafeRawBufferPointer) {
    kept = nil
    others.removeAll()
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    var decoder = RowDecoder(value)
    let rank = decoder.fixed()
    let ordinal = decoder.ordinal()
    let place = KeepPlace(rank: rank, shard: shard, ordinal: ordinal)
    let document = DocumentReference(shard: shard, ordinal: ordinal, facts: decoder.facts())
    if sides.mayStay(shard), kept.map({ place < $0.place }) ?? true {
      if let best = kept { leave(best.document) }
      kept = (place, document)
    } else if isInOrder, sides.mayGo(shard), let best = kept {
      try send(document, best.document, to: messages)
    } else {
      leave(document)
    }
  }

  private func leave(_ document: DocumentReference) {
    if sides.mayGo(document.shard) { others.append(document) }
  }

  func end(to messages: any MessageSink) throws {
    guard let kept else { return }
    for other in others { try send(other, kept.document, to: messages) }
  }

  private func send(
    _ removed: DocumentReference, _ kept: DocumentReference, to messages: any MessageSink
  ) throws {
    try DuplicateEvidence(removed: removed, kept: kept, kind: .exact, similarity: Self.equal)
      .send(to: messages)
  }
}
