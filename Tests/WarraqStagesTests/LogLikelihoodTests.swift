import Foundation
import Testing
import WarraqStatistics
import WarraqTestKit

@Suite struct LogLikelihoodTests {
  /// By the definition, in floating point.
  private static func ratio(_ both: Int, _ first: Int, _ second: Int, _ total: Int) -> Double {
    let cells = [
      (both, first, second), (first - both, first, total - second),
      (second - both, total - first, second),
      (total - first - second + both, total - first, total - second),
    ]
    return cells.reduce(0) { sum, cell in
      let expected = Double(cell.1) * Double(cell.2) / Double(total)
      return cell.0 == 0 ? sum : sum + 2 * Double(cell.0) * log(Double(cell.0) / expected)
    }
  }

  @Test(arguments: [
    [1, 1, 1, 2], [3, 3, 3, 100], [10, 40, 60, 1000], [0, 40, 60, 1000], [110, 2552, 221, 31777],
    [5, 5000, 7000, 10_000_000], [900_000, 1_000_000, 950_000, 10_000_000],
  ]) func `the ratio in integers is that of the definition`(numbers: [Int]) {
    var likelihood = LogLikelihood(total: numbers[3])
    let found = likelihood.hundredths(both: numbers[0], first: numbers[1], second: numbers[2])
    let wanted = Self.ratio(numbers[0], numbers[1], numbers[2], numbers[3])
    #expect(abs(Double(found) / 100 - wanted) < 0.006, "\(found) is not \(wanted)")
  }

  @Test func `what was asked for before does not matter`() {
    var numbers = SplitMix(7)
    var used = LogLikelihood(total: 1 << 20)
    for _ in 0..<1_000 {
      let (first, second) = (
        Int.random(in: 1...60_000, using: &numbers), Int.random(in: 1...60_000, using: &numbers)
      )
      let both = Int.random(in: 0...min(first, second), using: &numbers)
      var new = LogLikelihood(total: 1 << 20)
      let wanted = new.hundredths(both: both, first: first, second: second)
      #expect(used.hundredths(both: both, first: first, second: second) == wanted)
    }
  }

  @Test func `what is independent has no likelihood`() {
    var likelihood = LogLikelihood(total: 100)
    #expect(likelihood.hundredths(both: 25, first: 50, second: 50) == 0)
  }
}
