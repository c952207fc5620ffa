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
    let sides = options.scope.sides(in: context)
    return switch options.clustering {
    case .star: StarReducer(sides: sides, context)
    case .component: ComponentReducer(sides: sides, context)
    }
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

/// Sorts edges, on disk where there are many, and goes through them once.
private final class StarReducer: GroupReducer {
  private let sides: RemovalSides
  private let context: StageContext
  private var edges: any SortedRows

  init(sides: RemovalSides, _ context: StageContext) {
    self.sides = sides
    self.context = context
    edges = context.makeSorter()
  }

  func begin(key: UnsafeRawBufferPointer) { edges = context.makeSorter() }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    let key = StarClusters.key(of: NearEdge(value), sides: sides)
    try key.bytes.withUnsafeBytes { try edges.emit(key: $0, value: value) }
  }

  func end(to messages: any MessageSink) throws {
    var clusters = StarClusters(sides: sides)
    try edges.forEach { _, edge in try clusters.next(NearEdge(edge))?.send(to: messages) }
  }
}
