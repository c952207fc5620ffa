import WarraqCore

@testable import WarraqDedupe

/// Which documents go for which, by their ordinals.
func decided(
  _ edges: [NearEdge], _ clustering: NearOptions.Clustering,
  sides: RemovalSides = RemovalSides()
) -> [Int: Int] {
  switch clustering {
  case .star:
    var clusters = StarClusters(sides: sides)
    let sorted = edges.sorted {
      StarClusters.key(of: $0, sides: sides).bytes
        .lexicographicallyPrecedes(StarClusters.key(of: $1, sides: sides).bytes)
    }
    let found = sorted.compactMap { clusters.next($0) }
    return Dictionary(
      uniqueKeysWithValues: found.map { ($0.removed.ordinal, $0.kept.ordinal) })
  case .component:
    let graph = NearGraph(edges, sides: sides)
    return Dictionary(
      uniqueKeysWithValues: graph.components().map {
        (graph.reference($0.document).ordinal, graph.reference($0.kept).ordinal)
      })
  }
}
