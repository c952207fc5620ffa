import WarraqCore

/// The last round of near dedupe: all pairs that are alike meet in one place and become clusters.
///
/// rows: all edges under one key. messages: the decision, as in exact dedupe. No document is read.
struct ClusterRound: CorpusRound {
  let options: NearOptions

  init(_ options: NearOptions) { self.options = options }

  var readsDocuments: Bool { false }
  var readsInputs: Bool { options.scope.isLimited }

  func makeEmitter(inbox: ShardMessages, in context: StageContext) -> any RowEmitter {
    EdgeEmitter(inbox)
  }

  func makeReducer(in context: StageContext) -> any GroupReducer {
    ClusterReducer(options, sides: options.scope.sides(in: context))
  }
}

private final class EdgeEmitter: RowEmitter {
  private let inbox: ShardMessages

  init(_ inbox: ShardMessages) { self.inbox = inbox }

  func add(_ batch: DocumentBatch, to rows: any RowSink) {}

  func finish(to rows: any RowSink) throws {
    let key: [UInt8] = [0]
    try inbox.forEach { edge in
      try key.withUnsafeBytes { try rows.emit(key: $0, value: edge) }
    }
  }
}

/// Holds one entry for each document that is like another one, and one for each edge.
private final class ClusterReducer: GroupReducer {
  private let options: NearOptions
  private let sides: RemovalSides
  private var edges: [NearEdge] = []

  init(_ options: NearOptions, sides: RemovalSides) {
    self.options = options
    self.sides = sides
  }

  func begin(key: UnsafeRawBufferPointer) { edges.removeAll() }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) {
    edges.append(NearEdge(value))
  }

  func end(to messages: any MessageSink) throws {
    let graph = NearGraph(edges, sides: sides)
    for removal in graph.removals(options.clustering) {
      try DuplicateEvidence(
        removed: graph.reference(removal.document), kept: graph.reference(removal.kept),
        kind: .near, similarity: removal.similarity
      ).send(to: messages)
    }
  }
}
