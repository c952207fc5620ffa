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
      guard case .slices(let slices) = plan(input, format: InputFormat(), sizes: .equal(shardSize))
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
      sizes(plan(many, format: InputFormat(), sizes: .equal(4000)))
        == Array(repeating: 400, count: 10))
    let unknown = description(.bzip2, Array(repeating: nil, count: 10))
    #expect(
      sizes(plan(unknown, format: InputFormat(), sizes: .equal(800))) == [200, 200, 200, 200, 200])
    let uneven = description(.gzip, [10, 10, 3900, 10, 4000, 4000])
    #expect(sizes(plan(uneven, format: InputFormat(), sizes: .equal(4000))) == [400, 100, 100])
    #expect(sizes(plan(many, format: InputFormat(), sizes: .equal(100_000))) == [4000])
  }

  @Test func `shards become smaller towards the end of a corpus`() throws {
    let (unit, mebi) = (100, 1 << 20)
    let many = description(.zstd, Array(repeating: mebi, count: 2000), diskEach: unit)
    var sizes = ShardSizes(decoded: many.rawBytes, workers: 2)
    let disk = try #require(self.sizes(plan(many, format: InputFormat(), sizes: sizes)))
    let megabytes = disk.map { $0 / unit }
    #expect(megabytes.reduce(0, +) == 2000)
    #expect(megabytes.first == 192 && megabytes.max() == 192)
    #expect(zip(megabytes, megabytes.dropFirst()).allSatisfy { $0 >= $1 - 1 })
    #expect(megabytes.suffix(2).allSatisfy { $0 <= 48 })
    // Where more comes behind an input, its last shards are as large as the others.
    sizes.behind = 2000 * mebi
    let middle = try #require(self.sizes(plan(many, format: InputFormat(), sizes: sizes)))
    #expect(middle.dropLast().allSatisfy { $0 == 192 * unit })
  }

  @Test func `shares of what can be cut anywhere are its bytes, and none is left over`() {
    for decoded in [1, 5, 4 << 20, 100 << 20, 3 << 30] {
      let sizes = ShardSizes(decoded: decoded, workers: 3)
      let shares = sizes.shares(of: decoded)
      #expect(shares.reduce(0, +) == decoded)
      #expect(shares.dropLast().allSatisfy { $0 >= sizes.smallest / 2 })
      #expect(shares.min() ?? 0 >= min(decoded, sizes.smallest / 2))
    }
    #expect(ShardSizes.equal(3).shares(of: 10) == [3, 3, 4])
    #expect(ShardSizes.equal(1).shares(of: 0) == [])
  }

  @Test func `one big unit has to be split, a small one not`() {
    let one = description(.zstd, [100_000])
    #expect(plan(one, format: InputFormat(), sizes: .equal(1000)) == .stream)
    #expect(sizes(plan(one, format: InputFormat(), sizes: .equal(60_000))) == [100])
    let lopsided = description(.zstd, [100, 100_000, 100])
    #expect(plan(lopsided, format: InputFormat(), sizes: .equal(1000)) == .stream)
    #expect(plan(description(.xz, [nil]), format: InputFormat(), sizes: .equal(100)) == .stream)
  }

  @Test func `an input that cannot be cut is not split because it comes late`() {
    let (mebi, count) = (1 << 20, 12)
    let one = description(.gzip, [100 * mebi])
    var sizes = ShardSizes(decoded: count * one.rawBytes, workers: 4)
    for number in 1...count {
      sizes.behind = (count - number) * one.rawBytes
      #expect(self.sizes(plan(one, format: InputFormat(), sizes: sizes)) == [100])
    }
    sizes.behind = 0
    let large = description(.gzip, [2 * sizes.middle + 1])
    #expect(plan(large, format: InputFormat(), sizes: sizes) == .stream)
  }

  @Test func `a text that is one document is never cut`() {
    let one = description(.zstd, [100_000])
    #expect(sizes(plan(one, format: .text(.document), sizes: .equal(1))) == [100])
  }

  @Test func `an empty file has no shards`() {
    #expect(plan(description(.plain, []), format: InputFormat(), sizes: .equal(1)) == .slices([]))
  }
}
