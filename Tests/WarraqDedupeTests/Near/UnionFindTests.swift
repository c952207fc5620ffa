import Testing

@testable import WarraqDedupe

@Suite struct UnionFindTests {
  @Test func `the least number of what is joined is the root`() {
    var sets = UnionFind(count: 8)
    for (one, other) in [(7, 5), (1, 3), (5, 3), (2, 2)] { sets.join(one, other) }
    #expect((0..<8).map { sets.root(of: $0) } == [0, 1, 2, 1, 4, 1, 6, 1])
  }

  @Test func `a chain of any length has one root`() {
    var sets = UnionFind(count: 100_000)
    for number in (1..<100_000).reversed() { sets.join(number, number - 1) }
    #expect((0..<100_000).allSatisfy { sets.root(of: $0) == 0 })
  }

  @Test func `documents are numbered in corpus order`() {
    let places = [(0, 3), (0, 64), (0, 130), (2, 0), (2, 63), (2, 64), (11, 700)].map {
      KeepPlace(rank: 0, shard: $0.0, ordinal: $0.1)
    }
    var set = DocumentSet()
    for place in places.reversed() + places { set.insert(place) }
    let numbers = DocumentNumbers(set)
    #expect(numbers.count == places.count)
    #expect(places.map { numbers[$0] } == Array(places.indices))
  }
}
