import Testing

@testable import WarraqRun

@Suite struct GrowthCurveTests {
  @Test func `a curve goes through both points`() {
    let curve = GrowthCurve([(100, 10), (400, 20)], limits: 0.3...2)
    #expect(curve.exponent.isClose(to: 0.5))
    #expect(curve.value(at: 400).isClose(to: 20))
    #expect(curve.value(at: 1600).isClose(to: 40))
  }

  @Test func `a bend that sizes cannot explain is not believed`() {
    let steep = GrowthCurve([(100, 1), (200, 64)], limits: 0.3...2)
    #expect(steep.exponent == 2)
    let falling = GrowthCurve([(100, 64), (200, 1)], limits: 0.3...2)
    #expect(falling.exponent == 0.3)
  }

  @Test(arguments: [(100.0, 0.0), (390.0, 15.0)])
  func `points that show no growth give a straight line`(small: (Double, Double)) {
    let curve = GrowthCurve([small, (400, 20)], limits: 0.3...2)
    #expect(curve.value(at: 800).isClose(to: 40))
  }

  @Test func `an exponent that has become less goes on to do so, as far as it may`() {
    let bent = GrowthCurve([(1, 1), (16, 16), (256, 64)], limits: 0.3...2)
    let straight = GrowthCurve([(16, 16), (256, 64)], limits: 0.3...2)
    #expect(bent.exponent.isClose(to: 0.5) && straight.exponent.isClose(to: 0.5))
    #expect(bent.value(at: 1024) < straight.value(at: 1024))
    #expect(bent.value(at: 1024) > 64 * 1.5)
    // Ten times the size is at least 10^0.3 times the value.
    #expect(bent.value(at: 1e9) / bent.value(at: 1e8) > 1.99)
    // One that has become more does not.
    let steeper = GrowthCurve([(1, 1), (16, 2), (256, 64)], limits: 0.3...2)
    #expect(steeper.exponent.isClose(to: 1.25) && steeper.value(at: 4096).isClose(to: 2048))
  }

  @Test func `beyond the corpus nothing grows faster than it`() {
    let pairs = GrowthCurve([(100, 1), (200, 4)], limits: 0.3...2)
    #expect(pairs.value(at: 400, own: 400).isClose(to: 16))
    #expect(pairs.value(at: 4000, own: 400).isClose(to: 160))
    let words = GrowthCurve([(100, 10), (400, 20)], limits: 0.3...2)
    #expect(words.value(at: 1600, own: 400).isClose(to: 40))
  }

  @Test func `of nothing there is nothing`() {
    #expect(GrowthCurve.none.value(at: 1e9) == 0)
    #expect(GrowthCurve([(100, 10), (400, 20)], limits: 0.3...2).value(at: 0) == 0)
    // What does not grow is there from the beginning.
    #expect(GrowthCurve([(100, 10), (400, 10)], limits: 0...2).value(at: 0).isClose(to: 10))
  }
}
