import WarraqCore

/// Clusters of whatever is connected: the first document of each component in keep order stays.
///
/// What edges say of the documents at their ends is shown row by row, sorted: component by component, in
/// keep order within each. In memory are the first document of a component and the one that is looked at.
struct ComponentClusters {
  private let sides: RemovalSides
  private var component: Int?
  private var kept: NearEdge.End?
  /// A document, and how much it is like the kept one, else like the one that it is most like.
  private var current: (document: NearEdge.End, similarity: Jaccard, isFinal: Bool)?

  init(sides: RemovalSides = RemovalSides()) { self.sides = sides }

  /// The next row, and what follows for the document before.
  mutating func next(_ row: ComponentRow) -> DuplicateEvidence? {
    let isFinal = row.other == kept?.place
    if component == row.component, let known = current, known.document.place == row.own.place {
      if !known.isFinal, isFinal || row.similarity.exceeds(known.similarity) {
        current = (known.document, row.similarity, isFinal)
      }
      return nil
    }
    defer {
      if component != row.component { (component, kept) = (row.component, row.own) }
      current = (row.own, row.similarity, isFinal)
    }
    return finish()
  }

  /// What follows for the last document.
  func finish() -> DuplicateEvidence? {
    guard let kept, let current, current.document.place != kept.place,
      sides.mayGo(current.document.place.shard), sides.mayStay(kept.place.shard)
    else { return nil }
    return DuplicateEvidence(
      removed: current.document.reference, kept: kept.reference, kind: .near,
      similarity: current.similarity)
  }
}

/// What an edge says of the document at one of its ends.
struct ComponentRow {
  var component: Int
  var own: NearEdge.End
  /// The document that it is like.
  var other: KeepPlace
  var similarity: Jaccard

  /// Sorts by component, then in keep order.
  func emit(to rows: any RowSink, sides: RemovalSides) throws {
    var (key, value) = (RowEncoder(), RowEncoder())
    key.ordinal(component)
    key.place(own.place, inOrderOf: sides)
    value.place(other)
    value.varint(similarity.intersection)
    value.varint(similarity.union)
    value.facts(own.facts)
    try rows.emit(key, value)
  }
}

extension ComponentRow {
  init(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    var (key, value) = (RowDecoder(key), RowDecoder(value))
    component = key.ordinal()
    // Its side follows from the place.
    _ = key.byte()
    let place = key.place()
    other = value.place()
    let shared = value.varint()
    similarity = Jaccard(intersection: shared, union: value.varint())
    own = NearEdge.End(place: place, facts: value.facts())
  }
}
