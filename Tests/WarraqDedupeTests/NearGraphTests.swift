import Testing

@testable import WarraqDedupe

@Suite struct NearGraphTests {
  /// Edges at random between some documents.
  private static func edges(_ seed: UInt64) -> [NearEdge] {
    var random = SplitMix(seed)
    let documents = Int.random(in: 2..<32, using: &random)
    var edges: [NearEdge] = []
    for first in 0..<documents {
      for second in first + 1..<documents where Int.random(in: 0..<documents, using: &random) < 2 {
        edges.append(
          NearEdge(
            first: place(first), second: place(second),
            similarity: Jaccard(intersection: Int.random(in: 5..<10, using: &random), union: 10),
            firstFacts: DocumentFacts(), secondFacts: DocumentFacts()))
      }
    }
    return edges
  }

  private static func place(_ number: Int) -> KeepPlace {
    KeepPlace(rank: UInt64(number / 7), shard: number / 3, ordinal: number)
  }

  private static func removals(
    _ edges: [NearEdge], _ clustering: NearOptions.Clustering
  ) -> [Int: Int] {
    decided(edges, clustering)
  }

  @Test(arguments: UInt64(0)..<200)
  func `stars are what the rule says, document by document`(seed: UInt64) {
    let edges = Self.edges(seed)
    var expected: [Int: Int] = [:]
    for second in Set(edges.map(\.second)).sorted() {
      let neighbours = edges.filter { $0.second == second }.map(\.first).sorted()
      if let kept = neighbours.first(where: { expected[$0.ordinal] == nil }) {
        expected[second.ordinal] = kept.ordinal
      }
    }
    #expect(Self.removals(edges, .star) == expected)
  }

  @Test(arguments: UInt64(0)..<200)
  func `components are what spreading labels finds`(seed: UInt64) {
    let edges = Self.edges(seed)
    var labels: [KeepPlace: KeepPlace] = [:]
    for edge in edges {
      labels[edge.first] = edge.first
      labels[edge.second] = edge.second
    }
    for _ in labels {
      for edge in edges {
        guard let one = labels[edge.first], let other = labels[edge.second] else { continue }
        labels[edge.first] = min(one, other)
        labels[edge.second] = min(one, other)
      }
    }
    let expected = labels.filter { $0.key != $0.value }.map { ($0.key.ordinal, $0.value.ordinal) }
    #expect(Self.removals(edges, .component) == Dictionary(uniqueKeysWithValues: expected))
  }

  @Test(arguments: UInt64(0)..<40)
  func `the order of the edges does not matter`(seed: UInt64) {
    let edges = Self.edges(seed)
    for clustering in NearOptions.Clustering.allCases {
      let removals = Self.removals(edges, clustering)
      #expect(Self.removals(edges.reversed(), clustering) == removals)
      #expect(Self.removals(edges + edges, clustering) == removals)
    }
  }
}
