import WarraqCore

/// Documents that are alike in pairs, and the components that they make. Documents are numbered in keep
/// order, those that may stay for others first, so nothing depends on the order of the edges. All of it is
/// in memory: an entry for each document that is like another one, and one for each pair.
struct NearGraph {
  /// A document that goes, and the one that stays for it.
  struct Removal: Equatable {
    var document: Int
    var kept: Int
    var similarity: Jaccard
  }

  private let sides: RemovalSides
  private var places: [KeepPlace]
  private var facts: [DocumentFacts]
  /// By document: the earlier documents that it is like, in keep order.
  private var earlier: [[(document: Int, similarity: Jaccard)]]
  /// By document: how much it is like the one that it is most like.
  private var closest: [Jaccard]

  init(_ edges: [NearEdge], sides: RemovalSides = RemovalSides()) {
    var known: [KeepPlace: DocumentFacts] = [:]
    for edge in edges {
      known[edge.first] = edge.firstFacts
      known[edge.second] = edge.secondFacts
    }
    let places = known.keys.sorted(by: sides.areInOrder)
    let numbers = Dictionary(
      zip(places, places.indices), uniquingKeysWith: { first, _ in first })
    self.sides = sides
    self.places = places
    facts = places.map { known[$0] ?? DocumentFacts() }
    earlier = places.map { _ in [] }
    closest = places.map { _ in Jaccard(intersection: 0, union: 1) }
    for edge in edges {
      guard let one = numbers[edge.first], let other = numbers[edge.second] else { continue }
      earlier[max(one, other)].append((min(one, other), edge.similarity))
      for end in [one, other] where edge.similarity.exceeds(closest[end]) {
        closest[end] = edge.similarity
      }
    }
    for index in earlier.indices { earlier[index].sort { $0.document < $1.document } }
  }

  func reference(_ document: Int) -> DocumentReference {
    let place = places[document]
    return DocumentReference(
      shard: place.shard, ordinal: place.ordinal, facts: facts[document])
  }

  private func mayGo(_ document: Int) -> Bool { sides.mayGo(places[document].shard) }
  private func mayStay(_ document: Int) -> Bool { sides.mayStay(places[document].shard) }

  /// The first document of each connected component stays. A union-find with path halving, in which
  /// the earlier root wins (Tarjan, van Leeuwen: Worst-case Analysis of Set Union Algorithms, 1984).
  func components() -> [Removal] {
    var parents = Array(places.indices)
    func root(_ document: Int) -> Int {
      var document = document
      while parents[document] != document {
        parents[document] = parents[parents[document]]
        document = parents[document]
      }
      return document
    }
    for document in places.indices {
      for edge in earlier[document] {
        let (one, other) = (root(document), root(edge.document))
        parents[max(one, other)] = min(one, other)
      }
    }
    return places.indices.compactMap { document in
      let kept = root(document)
      return kept == document || !mayGo(document) || !mayStay(kept)
        ? nil : Removal(document: document, kept: kept, similarity: similarity(document, kept))
    }
  }

  /// That of the document and the kept one where they were compared and are alike, else that of the
  /// document and the one that it is most like.
  private func similarity(_ document: Int, _ kept: Int) -> Jaccard {
    earlier[document].first { $0.document == kept }?.similarity ?? closest[document]
  }
}

extension Jaccard {
  /// Whether it is more than another one.
  fileprivate func exceeds(_ other: Jaccard) -> Bool {
    intersection * other.union > other.intersection * union
  }
}
