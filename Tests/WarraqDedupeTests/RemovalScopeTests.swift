import Testing
import WarraqCore

@testable import WarraqDedupe
import WarraqTestKit

@Suite struct RemovalScopeTests {
  /// Edges at random between documents of two shards, of which documents may go from the first.
  private static func edges(_ seed: UInt64) -> [NearEdge] {
    var random = SplitMix(seed)
    let places = (0..<Int.random(in: 2..<24, using: &random)).map { number in
      KeepPlace(
        rank: .random(in: 0..<3, using: &random), shard: .random(in: 0..<2, using: &random),
        ordinal: number)
    }
    var edges: [NearEdge] = []
    for (index, one) in places.enumerated() {
      for other in places[..<index] where Int.random(in: 0..<places.count, using: &random) < 2 {
        edges.append(
          NearEdge(
            first: min(one, other), second: max(one, other),
            similarity: Jaccard(intersection: 1, union: 1), firstFacts: DocumentFacts(),
            secondFacts: DocumentFacts()))
      }
    }
    return edges
  }

  private static func removals(
    _ edges: [NearEdge], _ clustering: NearOptions.Clustering
  ) throws -> [Int: Int] {
    try decided(edges, clustering, from: ["new"], inputs: ["new", "old"])
  }

  @Test(arguments: UInt64(0)..<200)
  func `a star takes what is like a document of another input, for the first such`(seed: UInt64)
    throws
  {
    let edges = Self.edges(seed)
    var expected: [Int: KeepPlace] = [:]
    for edge in edges where edge.first.shard != edge.second.shard {
      let isFirst = edge.first.shard == 0
      let (removed, kept) = isFirst ? (edge.first, edge.second) : (edge.second, edge.first)
      expected[removed.ordinal] = min(kept, expected[removed.ordinal] ?? kept)
    }
    #expect(try Self.removals(edges, .star) == expected.mapValues(\.ordinal))
  }

  @Test(arguments: UInt64(0)..<200)
  func `a component takes what is linked to a document of another input`(seed: UInt64) throws {
    let edges = Self.edges(seed)
    var linked: [KeepPlace: Set<KeepPlace>] = [:]
    for edge in edges {
      for end in [edge.first, edge.second] { linked[end, default: [end]].insert(end) }
    }
    for _ in linked {
      for edge in edges {
        let both = linked[edge.first, default: []].union(linked[edge.second, default: []])
        linked[edge.first] = both
        linked[edge.second] = both
      }
    }
    var expected: [Int: Int] = [:]
    for (place, others) in linked where place.shard == 0 {
      expected[place.ordinal] = others.filter { $0.shard == 1 }.min()?.ordinal
    }
    #expect(try Self.removals(edges, .component) == expected)
  }

  @Test func `in a huge bucket every document that may go meets those that stay`() throws {
    let options = NearOptions(
      threshold: try #require(Threshold("0.8")), scope: RemovalScope(from: ["new"]))
    let context = StageContext(memory: 1 << 20, scratch: "/tmp", inputs: ["new", "old"])
    let reducer = SketchRound(options).makeReducer(in: context)
    let requests = Requests()
    try [UInt8](repeating: 0, count: 8).withUnsafeBytes { try reducer.begin(key: $0) }
    for (shard, count) in [(0, 300), (1, 2)] {
      for ordinal in 0..<count {
        var value = RowEncoder()
        BucketEntry(
          rank: 0, ordinal: ordinal, bits: SketchBits(first: 0, second: 0), content: 0
        ).encode(to: &value)
        try value.bytes.withUnsafeBytes { try reducer.add(shard: shard, value: $0, to: requests) }
      }
    }
    try reducer.end(to: requests)
    // The pair's first document is the one that comes first in the corpus.
    for ordinal in 0..<2 {
      let partners = requests.pairs.filter { $0.own.shard == 1 && $0.own.ordinal == ordinal }
      #expect(partners.map(\.first.ordinal).sorted() == Array(0..<300))
      #expect(partners.allSatisfy { $0.first.shard == 0 })
    }
  }

  private final class Requests: MessageSink {
    var pairs: [PairRequest] = []
    func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) {
      pairs.append(PairRequest(DocumentMessage(message)))
    }
    func keep(evidence: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) {}
  }

  @Test(arguments: [
    ("a.jsonl", "a.jsonl", true), ("in", "in/a.jsonl", true), ("in/", "in/b/a.jsonl", true),
    ("in", "into/a.jsonl", false), ("a", "a.jsonl", false), ("in/a.jsonl", "a.jsonl", false),
  ])
  func `an input is named by itself or by a folder`(given: String, input: String, holds: Bool) {
    #expect(InputName.holds(given, input) == holds)
  }
}
