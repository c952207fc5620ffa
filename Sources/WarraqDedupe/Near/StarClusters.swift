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
    for place in [late.place, early.place] {
      // Those that others may go for come first.
      key.bytes.append(sides.mayStay(place.shard) ? 0 : 1)
      key.place(place)
    }
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

extension NearEdge {
  /// One of the two documents.
  struct End {
    var place: KeepPlace
    var facts: DocumentFacts

    var reference: DocumentReference {
      DocumentReference(shard: place.shard, ordinal: place.ordinal, facts: facts)
    }
  }

  var firstEnd: End { End(place: first, facts: firstFacts) }
  var secondEnd: End { End(place: second, facts: secondFacts) }

  /// Both documents in keep order, those before that others may go for.
  func ends(_ sides: RemovalSides) -> (early: End, late: End) {
    sides.areInOrder(first, second) ? (firstEnd, secondEnd) : (secondEnd, firstEnd)
  }
}

/// A set of documents: a bit for each ordinal, by shard.
struct DocumentSet {
  private var words: [Int: [UInt64]] = [:]

  func contains(_ place: KeepPlace) -> Bool {
    guard let words = words[place.shard], place.ordinal / 64 < words.count else { return false }
    return words[place.ordinal / 64] & 1 << UInt64(place.ordinal % 64) != 0
  }

  mutating func insert(_ place: KeepPlace) {
    let index = place.ordinal / 64
    let missing = index + 1 - words[place.shard, default: []].count
    if missing > 0 {
      words[place.shard, default: []].append(contentsOf: repeatElement(0, count: missing))
    }
    words[place.shard, default: []][index] |= 1 << UInt64(place.ordinal % 64)
  }
}
