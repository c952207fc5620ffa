import Testing

@testable import WarraqCodecs
@testable import WarraqCore

@Suite struct PlanTests {
  private func description(
    _ codec: Codec, _ raw: [Int?], diskEach: Int = 100
  ) -> InputDescription {
    let divisions = raw.enumerated().map { index, bytes in
      InputDescription.Division(
        begin: index * diskEach, end: (index + 1) * diskEach, rawBytes: bytes)
    }
    return InputDescription(
      codec: codec, size: raw.count * diskEach, divisions: divisions, ratio: 4, encoding: .utf8)
  }

  private func sizes(_ plan: ShardPlan) -> [Int]? {
    if case .slices(let slices) = plan { slices.map(\.diskBytes) } else { nil }
  }

  @Test func `shards tile the input`() throws {
    for (input, shardSize) in [
      (description(.zstd, Array(repeating: 1000, count: 57)), 4000),
      (description(.bzip2, Array(repeating: nil, count: 57)), 1000),
      (description(.plain, [5701], diskEach: 5701), 1000),
    ] {
      guard case .slices(let slices) = plan(input, format: InputFormat(), shardSize: shardSize)
      else {
        Issue.record("no slices")
        continue
      }
      #expect(slices.first?.begin == 0)
      #expect(slices.last?.end == input.size)
      #expect(zip(slices, slices.dropFirst()).allSatisfy { $0.end == $1.begin })
      #expect(slices.map(\.startsAtRecord) == slices.indices.map { $0 == 0 })
    }
  }

  @Test func `shards have about the size that was asked for`() {
    let many = description(.zstd, Array(repeating: 1000, count: 40))
    #expect(
      sizes(plan(many, format: InputFormat(), shardSize: 4000)) == Array(repeating: 400, count: 10))
    let unknown = description(.bzip2, Array(repeating: nil, count: 10))
    #expect(
      sizes(plan(unknown, format: InputFormat(), shardSize: 800)) == [200, 200, 200, 200, 200])
    let uneven = description(.gzip, [10, 10, 3900, 10, 4000, 4000])
    #expect(sizes(plan(uneven, format: InputFormat(), shardSize: 4000)) == [400, 100, 100])
    #expect(sizes(plan(many, format: InputFormat(), shardSize: 100_000)) == [4000])
  }

  @Test func `one big unit has to be split, a small one not`() {
    let one = description(.zstd, [100_000])
    #expect(plan(one, format: InputFormat(), shardSize: 1000) == .stream)
    #expect(sizes(plan(one, format: InputFormat(), shardSize: 60_000)) == [100])
    let lopsided = description(.zstd, [100, 100_000, 100])
    #expect(plan(lopsided, format: InputFormat(), shardSize: 1000) == .stream)
    #expect(plan(description(.xz, [nil]), format: InputFormat(), shardSize: 100) == .stream)
  }

  @Test func `a text that is one document is never cut`() {
    let one = description(.zstd, [100_000])
    #expect(sizes(plan(one, format: .text(.document), shardSize: 1)) == [100])
  }

  @Test func `an empty file has no shards`() {
    #expect(plan(description(.plain, []), format: InputFormat(), shardSize: 1) == .slices([]))
  }
}
