import Testing
import WarraqDedupe
import WarraqTestKit

@Suite struct BandingTests {
  private func banding(_ decimal: String) throws -> Banding {
    Banding(for: try #require(Threshold(decimal)))
  }

  @Test func `at most one pair in 300 is missed at the threshold`() throws {
    for percent in 6...100 {
      let banding = Banding(for: try #require(Threshold(percent, over: 100)))
      #expect(banding.rows.reduce(0, +) <= Sketch.count)
      #expect(1 - banding.sCurve(Double(percent) / 100) <= 1 / 300.0, "\(percent) %")
    }
  }

  @Test func `bands of three rows are as few as that allows`() throws {
    for percent in 56...100 {
      let rows = Banding(for: try #require(Threshold(percent, over: 100))).rows
      #expect(rows.allSatisfy { $0 == 3 })
      #expect(rows.count == 1 || missed(percent, [(3, rows.count - 1)]) > 1 / 300.0, "\(percent) %")
    }
  }

  @Test func `where three rows are too many for a sketch, bands are as tall as that allows`() throws
  {
    for percent in 6..<50 {
      let rows = Banding(for: try #require(Threshold(percent, over: 100))).rows
      let height = try #require(rows.first)
      let tall = rows.filter { $0 == height }.count
      #expect(height <= 3 && rows.allSatisfy { $0 == height || $0 == height - 1 })
      // One short band fewer, and as many tall ones as fit, miss too many; and so without short ones.
      for short in 0..<rows.count - tall {
        let fewer = (Sketch.count - short * (height - 1)) / height
        #expect(
          missed(percent, [(height, fewer), (height - 1, short)]) > 1 / 300.0,
          "\(percent) %, \(short) short bands")
      }
    }
  }

  /// Of bands of so many rows, so many.
  private func missed(_ percent: Int, _ bands: [(rows: Int, count: Int)]) -> Double {
    bands.reduce(1) { $0 * power(1 - power(Double(percent) / 100, $1.rows), $1.count) }
  }

  private func power(_ base: Double, _ exponent: Int) -> Double {
    (0..<exponent).reduce(1) { power, _ in power * base }
  }

  @Test(arguments: [
    ("0.5", [3: 42, 2: 1]), ("0.7", [3: 14]), ("0.8", [3: 8]), ("0.9", [3: 5]),
    ("1", [3: 1]), ("0.01", [1: 128]),
  ])
  func `thresholds have these bands`(threshold: String, expected: [Int: Int]) throws {
    let rows = try banding(threshold).rows
    #expect(Dictionary(rows.map { ($0, 1) }, uniquingKeysWith: +) == expected)
    #expect(rows == rows.sorted(by: >))
  }

  @Test(arguments: SketchMethod.allCases)
  func `few pairs at the threshold are missed in truth`(method: SketchMethod) throws {
    let banding = try banding("0.5")
    var random = SplitMix(9)
    let missed = (0..<1_500).count { _ in
      let (a, b) = random.sets(size: 30, shared: 20)
      let keys = zip(
        keys(banding, sketch(a, method)), keys(banding, sketch(b, method)))
      return !keys.contains(where: ==)
    }
    #expect(missed <= 12)
  }

  @Test func `one other value moves a sketch to one other bucket`() throws {
    var random = SplitMix(2)
    let a = random.hashes(1_000)
    let keys = keys(Banding(bands: 32, rows: 4), sketch(a, .minHash))
    #expect(keys.map(\.band) == Array(0..<32))
    #expect(Set(keys.map(\.hash)).count == 32)
    // Find a shingle that replaces one value alone.
    let other = try #require(
      (0..<1_000).lazy.map { _ in sketch(a + [random.next()], .minHash) }
        .first { $0.agreement(with: sketch(a, .minHash)) == Sketch.count - 1 })
    let moved = zip(keys, self.keys(Banding(bands: 32, rows: 4), other)).filter { $0 != $1 }
    #expect(moved.count == 1)
  }

  @Test func `the curve rises from never to always`() throws {
    let banding = try banding("0.8")
    let curve = (0...20).map { banding.sCurve(Double($0) / 20) }
    #expect(curve.first == 0 && curve.last == 1)
    #expect(zip(curve, curve.dropFirst()).allSatisfy(<=))
    #expect(abs(Banding(bands: 20, rows: 5).sCurve(0.5) - 0.47) < 0.01)
  }

  private func keys(_ banding: Banding, _ sketch: Sketch) -> [BandKey] {
    var keys: [BandKey] = []
    banding.forEachKey(of: sketch) { keys.append($0) }
    return keys
  }
}
