import Testing
import WarraqDedupe

@Suite struct SketchBitsTests {
  @Test(arguments: SketchMethod.allCases)
  func `pairs at the threshold nearly all agree enough, and unlike ones do not`(
    method: SketchMethod
  ) throws {
    // 80 shared of 120 in all: a similarity of two thirds.
    let least = SketchBits.leastAgreement(at: try #require(Threshold(2, over: 3)))
    var random = SplitMix(5)
    let missed = (0..<2_000).count { _ in agreement(&random, 100, 80, method) < least }
    #expect(missed <= 6)
    let passed = (0..<1_000).count { _ in agreement(&random, 100, 30, method) >= least }
    #expect(passed <= 10)
  }

  private func agreement(
    _ random: inout SplitMix, _ size: Int, _ shared: Int, _ method: SketchMethod
  ) -> Int {
    let (a, b) = random.sets(size: size, shared: shared)
    return SketchBits(of: sketch(a, method)).agreement(with: SketchBits(of: sketch(b, method)))
  }

  @Test func `equal sketches agree in all bits, and the least agreement grows with the threshold`()
    throws
  {
    let one = SketchBits(of: sketch([1, 2, 3], .minHash))
    #expect(one.agreement(with: one) == 128)
    #expect(SketchBits.leastAgreement(at: try #require(Threshold(1, over: 1))) == 128)
    let least = try (1...100).map {
      SketchBits.leastAgreement(at: try #require(Threshold($0, over: 100)))
    }
    #expect(least == least.sorted() && least[69] == 95)
  }
}
