import Testing

@testable import WarraqRun

@Suite struct GrowthCurveTests {
  @Test func `a curve goes through both points`() {
    let curve = GrowthCurve(small: (100, 10), large: (400, 20), limits: 0.3...2)
    #expect(curve.exponent == 0.5)
    #expect(curve.value(at: 400) == 20)
    #expect(abs(curve.value(at: 1600) - 40) < 1e-9)
  }

  @Test func `a bend that sizes cannot explain is not believed`() {
    let steep = GrowthCurve(small: (100, 1), large: (200, 64), limits: 0.3...2)
    #expect(steep.exponent == 2)
    let falling = GrowthCurve(small: (100, 64), large: (200, 1), limits: 0.3...2)
    #expect(falling.exponent == 0.3)
  }

  @Test(arguments: [(100.0, 0.0), (390.0, 15.0)])
  func `points that show no growth give a straight line`(small: (Double, Double)) {
    let curve = GrowthCurve(small: small, large: (400, 20), limits: 0.3...2)
    #expect(curve.value(at: 800) == 40)
  }

  @Test func `beyond the corpus nothing grows faster than it`() {
    let pairs = GrowthCurve(small: (100, 1), large: (200, 4), limits: 0.3...2)
    #expect(pairs.value(at: 400, own: 400) == 16)
    #expect(pairs.value(at: 4000, own: 400) == 160)
    let words = GrowthCurve(small: (100, 10), large: (400, 20), limits: 0.3...2)
    #expect(abs(words.value(at: 1600, own: 400) - 40) < 1e-9)
  }

  @Test func `of nothing there is nothing`() {
    #expect(GrowthCurve.none.value(at: 1e9) == 0)
  }
}
