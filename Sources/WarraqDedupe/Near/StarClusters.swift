import WarraqCore

/// Clusters around documents that are kept: in keep order, a document goes for the earliest kept one that
/// it is like, else it is kept itself.
///
/// Edges are shown one by one, sorted (``key(of:sides:)``): those of a document come after those of all
/// earlier ones, so that what became of its neighbours is known. In memory is a bit for each document up
/// to the last that goes.
struct StarClusters {
  private let sides: RemovalSides
  private var gone = DocumentSet()

  init(sides: RemovalSides = RemovalSides()) { self.sides = sides }

  /// The bytes that edges are sorted by: the later document in keep order, then the earlier one.
  static func key(of edge: NearEdge, sides: RemovalSides) -> RowEncoder {
    let (early, late) = edge.ends(sides)
    var key = RowEncoder()
    key.place(late.place, inOrderOf: sides)
    key.place(early.place, inOrderOf: sides)
    return key
  }

  /// The next edge, and what follows from it: that the later document goes for the earlier one, or
  /// nothing.
  mutating func next(_ edge: NearEdge) -> DuplicateEvidence? {
    let (early, late) = edge.ends(sides)
    guard sides.mayGo(late.place.shard), sides.mayStay(early.place.shard),
      !gone.contains(late.place), !gone.contains(early.place)
    else { return nil }
    gone.insert(late.place)
    return DuplicateEvidence(
      removed: late.reference, kept: early.reference, kind: .near, similarity: edge.similarity)
  }
}
