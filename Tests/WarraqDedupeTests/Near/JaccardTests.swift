import Testing
import WarraqDedupe
import WarraqTestKit

@Suite struct JaccardTests {
  @Test func `counts are those of sets`() {
    var random = SplitMix(4)
    for (size, range) in [(0, 1), (1, 2), (5, 6), (50, 60), (300, 2_000)] as [(Int, UInt64)] {
      for _ in 0..<20 {
        let a = Set((0..<size).map { _ in UInt64.random(in: 0..<range, using: &random) })
        let b = Set((0..<size / 2).map { _ in UInt64.random(in: 0..<range, using: &random) })
        let expected = Jaccard(
          intersection: a.intersection(b).count, union: a.union(b).count)
        #expect(Jaccard(of: a.sorted(), and: b.sorted()) == expected)
        #expect(Jaccard(of: b.sorted(), and: a.sorted()) == expected)
      }
    }
  }

  @Test(arguments: [
    ("0.8", 4, 5), ("0.80", 4, 5), ("0.333333", 333_333, 1_000_000), ("1", 1, 1), ("1.0", 1, 1),
    ("0.000001", 1, 1_000_000), ("0.7", 7, 10),
  ])
  func `a decimal is a fraction`(decimal: String, numerator: Int, denominator: Int) throws {
    let threshold = try #require(Threshold(decimal))
    #expect(threshold == Threshold(numerator, over: denominator))
    #expect((threshold.numerator, threshold.denominator) == (numerator, denominator))
  }

  @Test(arguments: [
    "", "0", "0.0", "1.1", "2", "-0.5", "+0.5", "0.", ".8", "0,8", "8e-1", "0.8 ", "0.1234567",
    "٠.٨",
    "0.8.1", "00.8", "1.000001",
  ])
  func `anything else is no threshold`(decimal: String) {
    #expect(Threshold(decimal) == nil)
  }

  @Test func `comparing is exact at the threshold`() throws {
    for percent in 1...100 {
      let threshold = try #require(Threshold(percent, over: 100))
      for scale in [1, 7, 40_000_000] {
        let union = 100 * scale
        let at = Jaccard(intersection: percent * scale, union: union)
        let below = Jaccard(intersection: percent * scale - 1, union: union)
        #expect(at.reaches(threshold) && !below.reaches(threshold))
      }
      #expect(!Jaccard(intersection: 0, union: 0).reaches(threshold))
    }
  }

  @Test(arguments: [
    (0, 0, "0.0000"), (0, 9, "0.0000"), (1, 3, "0.3333"), (2, 3, "0.6667"), (1, 1, "1.0000"),
    (1, 20_000, "0.0001"), (1, 20_001, "0.0000"), (9_999, 10_000, "0.9999"),
    (19_999, 20_000, "1.0000"), (1, 16, "0.0625"), (5, 100_000, "0.0001"), (15, 100_000, "0.0002"),
  ])
  func `text is rounded half up to four decimals`(intersection: Int, union: Int, text: String) {
    #expect(Jaccard(intersection: intersection, union: union).text == text)
  }
}
