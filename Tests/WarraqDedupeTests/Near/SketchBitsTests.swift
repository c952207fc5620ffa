import Testing
import WarraqDedupe
import WarraqTestKit

@Suite struct SketchBitsTests {
  @Test(arguments: SketchMethod.allCases)
  func `pairs at the threshold nearly all agree enough, and unlike ones do not`(
    method: SketchMethod
  ) throws {
    // 80 shared of 120 in all: a similarity of two thirds.
    let threshold = try #require(Threshold(2, over: 3))
    var random = SplitMix(5)
    let pairs = (0..<2_000).map { _ in sketches(&random, shared: 80, method) }
    let unlike = (0..<1_000).map { _ in sketches(&random, shared: 30, method) }
    #expect(pairs.count { !mayBeAlike($0, SketchBits.self, threshold) } <= 9)
    #expect(pairs.count { !mayBeAlike($0, SketchNibbles.self, threshold) } <= 9)
    #expect(unlike.count { mayBeAlike($0, SketchBits.self, threshold) } <= 15)
    #expect(unlike.allSatisfy { !mayBeAlike($0, SketchNibbles.self, threshold) })
  }

  private func sketches(
    _ random: inout SplitMix, shared: Int, _ method: SketchMethod
  ) -> (Sketch, Sketch) {
    let (a, b) = random.sets(size: 100, shared: shared)
    return (sketch(a, method), sketch(b, method))
  }

  private func mayBeAlike<Short: ShortSketch>(
    _ pair: (Sketch, Sketch), _ type: Short.Type, _ threshold: Threshold
  ) -> Bool {
    Short(of: pair.0).agreement(with: Short(of: pair.1)) >= Short.leastAgreement(at: threshold)
  }

  @Test func `sketches agree in as many short values as are the same`() {
    var random = SplitMix(8)
    let (a, b) = sketches(&random, shared: 50, .fastSimilarity)
    for bits in [1, 4] {
      let mask = UInt32(1 << bits - 1)
      let same = zip(a.values, b.values).count { $0.0 & mask == $0.1 & mask }
      let agreement =
        bits == 1
        ? SketchBits(of: a).agreement(with: SketchBits(of: b))
        : SketchNibbles(of: a).agreement(with: SketchNibbles(of: b))
      #expect(agreement == same, "\(bits) bits")
    }
  }

  @Test
  func `equal sketches agree in all values, and the least agreement grows with the threshold`()
    throws
  {
    let one = SketchBits(of: sketch([1, 2, 3], .minHash))
    #expect(one.agreement(with: one) == 128)
    #expect(SketchBits.leastAgreement(at: try #require(Threshold(1, over: 1))) == 128)
    #expect(SketchNibbles.leastAgreement(at: try #require(Threshold(1, over: 1))) == 128)
    let bits = try least(SketchBits.self)
    let nibbles = try least(SketchNibbles.self)
    #expect(bits == bits.sorted() && bits[69] == 96)
    #expect(nibbles == nibbles.sorted() && nibbles[69] == 76)
  }

  /// At each hundredth from 0.01 on.
  private func least<Short: ShortSketch>(_ type: Short.Type) throws -> [Int] {
    try (1...100).map { Short.leastAgreement(at: try #require(Threshold($0, over: 100))) }
  }
}
