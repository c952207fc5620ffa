import Testing

@testable import WarraqDedupe

@Suite struct SketchTests {
  /// Two sets of which so many members are the same.
  private func sets(_ size: Int, common: Int, seed: UInt64) -> ([UInt64], [UInt64]) {
    var random = Numbers(state: seed)
    let shared = (0..<common).map { _ in random.next() }
    let one = shared + (common..<size).map { _ in random.next() }
    return (one, shared + (common..<size).map { _ in random.next() })
  }

  private func agreement(_ a: [UInt64], _ b: [UInt64]) -> Int {
    let one = Sketch()
    let other = Sketch()
    a.withUnsafeBufferPointer { one.replace(by: $0) }
    b.withUnsafeBufferPointer { other.replace(by: $0) }
    return (0..<Sketch.size).count { one[$0] == other[$0] }
  }

  @Test(arguments: [1, 5, 40, 400, 2000])
  func `sketches agree in about the share that the sets have in common`(size: Int) {
    for share in [0, 3, 8, 10] {
      let common = size * share / 10
      let expected = Double(common) / Double(2 * size - common)
      var sum = 0
      for seed in 0..<200 {
        let (a, b) = sets(size, common: common, seed: UInt64(seed * 1000 + size + share))
        sum += agreement(a, b)
      }
      let mean = Double(sum) / Double(200 * Sketch.size)
      // Of 25,600 values with a standard error of at most 0.0032.
      #expect(abs(mean - expected) < 0.02, "\(mean) is not \(expected)")
    }
  }

  @Test func `order and repetitions of members do not matter`() {
    let (a, _) = sets(300, common: 0, seed: 5)
    #expect(agreement(a, a.reversed() + a.prefix(50)) == Sketch.size)
  }

  @Test(arguments: [5_000, 7_000, 8_000, 9_000])
  func `hardly a pair at the threshold is missed, with bands as long as can be`(threshold: Int) {
    let banding = Banding(tenThousandths: threshold)
    #expect(banding.chance(Double(threshold) / 10_000) >= 0.999)
    #expect(banding.rows * banding.bands <= Sketch.size)
    #expect(banding.chance(0) == 0 && banding.chance(1) == 1)
  }

  @Test func `longer bands for higher thresholds`() {
    let rows = [5_000, 7_000, 8_000, 9_000].map { Banding(tenThousandths: $0).rows }
    #expect(rows == [2, 4, 5, 8])
  }
}
