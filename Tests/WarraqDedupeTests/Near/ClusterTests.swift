import Testing

@testable import WarraqDedupe
import WarraqTestKit

@Suite struct ClusterTests {
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
            firstFacts: facts(first), secondFacts: facts(second)))
      }
    }
    return edges
  }

  private static func facts(_ number: Int) -> DocumentFacts {
    var facts = DocumentFacts()
    facts.id = Array("\(number)".utf8)
    return facts
  }

  private static func place(_ number: Int) -> KeepPlace {
    KeepPlace(rank: UInt64(number / 7), shard: number / 3, ordinal: number)
  }

  @Test(arguments: UInt64(0)..<200)
  func `stars are what the rule says, document by document`(seed: UInt64) throws {
    let edges = Self.edges(seed)
    var expected: [Int: Int] = [:]
    for second in Set(edges.map(\.second)).sorted() {
      let neighbours = edges.filter { $0.second == second }.map(\.first).sorted()
      if let kept = neighbours.first(where: { expected[$0.ordinal] == nil }) {
        expected[second.ordinal] = kept.ordinal
      }
    }
    #expect(try decided(edges, .star) == expected)
  }

  @Test(arguments: UInt64(0)..<200)
  func `components are what spreading labels finds`(seed: UInt64) throws {
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
    #expect(try decided(edges, .component) == Dictionary(uniqueKeysWithValues: expected))
  }

  @Test(arguments: UInt64(0)..<40)
  func `the order of the edges does not matter`(seed: UInt64) throws {
    let edges = Self.edges(seed)
    for clustering in NearOptions.Clustering.allCases {
      let expected = try decided(edges, clustering)
      #expect(try decided(edges.reversed(), clustering) == expected)
      #expect(try decided(edges + edges, clustering) == expected)
    }
  }

  @Test(arguments: UInt64(0)..<200)
  func `in a component a document is as like as the kept one, or else as its closest`(
    seed: UInt64
  ) throws {
    let edges = Self.edges(seed)
    for removal in try removals(edges, .component) {
      let own = edges.filter {
        [$0.first.ordinal, $0.second.ordinal].contains(removal.removed.ordinal)
      }
      let direct = own.first { $0.first.ordinal == removal.kept.ordinal }
      let closest = own.map(\.similarity.intersection).max()
      #expect(removal.similarity.intersection == direct?.similarity.intersection ?? closest)
    }
  }

  @Test(arguments: NearOptions.Clustering.allCases)
  func `what goes and what stays is named by its own facts`(
    clustering: NearOptions.Clustering
  ) throws {
    for removal in try removals(Self.edges(1), clustering) {
      for document in [removal.removed, removal.kept] {
        #expect(document.facts == Self.facts(document.ordinal))
      }
    }
  }
}
