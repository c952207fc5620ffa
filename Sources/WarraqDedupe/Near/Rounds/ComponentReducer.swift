import WarraqCore

/// Sorts edges, on disk where there are many, joins the documents that they connect, and sorts by component
/// what they say of each document. In memory is a bit for each document up to the last that has an edge, and
/// four bytes for each that has one.
final class ComponentReducer: GroupReducer {
  private let sides: RemovalSides
  private let context: StageContext
  private var edges: any SortedRows
  private var documents = DocumentSet()

  init(sides: RemovalSides, _ context: StageContext) {
    self.sides = sides
    self.context = context
    edges = context.makeSorter()
  }

  func begin(key: UnsafeRawBufferPointer) {
    edges = context.makeSorter()
    documents = DocumentSet()
  }

  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws {
    let edge = NearEdge(value)
    documents.insert(edge.first)
    documents.insert(edge.second)
    try edges.emit(key: value, value: UnsafeRawBufferPointer(start: nil, count: 0))
  }

  func end(to messages: any MessageSink) throws {
    let numbers = DocumentNumbers(documents)
    var components = UnionFind(count: numbers.count)
    try edges.forEach { bytes, _ in
      let edge = NearEdge(bytes)
      components.join(numbers[edge.first], numbers[edge.second])
    }
    let rows = context.makeSorter()
    try edges.forEach { bytes, _ in
      let edge = NearEdge(bytes)
      let component = components.root(of: numbers[edge.first])
      for (own, other) in [(edge.firstEnd, edge.second), (edge.secondEnd, edge.first)] {
        try ComponentRow(
          component: component, own: own, other: other, similarity: edge.similarity
        ).emit(to: rows, sides: sides)
      }
    }
    var clusters = ComponentClusters(sides: sides)
    try rows.forEach { key, value in
      try clusters.next(ComponentRow(key: key, value: value))?.send(to: messages)
    }
    try clusters.finish()?.send(to: messages)
  }
}
