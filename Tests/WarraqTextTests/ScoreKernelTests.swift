import CWarraqIntrinsics
import Foundation
import Testing
import WarraqTestKit

/// The tagger's kernels that the processor is given against those that run everywhere.
@Suite struct ScoreKernelTests {
  private static let width = Int(WARRAQ_SUM)

  private static func list(
    _ count: Int, _ range: ClosedRange<Int16>, _ random: inout SplitMix
  ) -> [Int16] {
    (0..<count).map { _ in Int16.random(in: range, using: &random) }
  }

  private static func row(_ sum: [Int16]) -> warraq_row {
    var row = warraq_row()
    warraq_pack_row(sum, &row)
    return row
  }

  @Test(arguments: UInt64(1)...50)
  func `rows are added and units scored alike on all processors`(seed: UInt64) {
    var random = SplitMix(seed)
    let table = (0..<20).map { _ in Self.row(Self.list(Self.width, -2000...2000, &random)) }
    let output = Self.list(Int(WARRAQ_UNITS * WARRAQ_LABELS), -32768...32767, &random)
    var (rows, ends): ([UInt32], [UInt32]) = ([], [])
    for _ in 0..<30 {
      for _ in 0..<Int.random(in: 0...9, using: &random) {
        rows.append(UInt32(Int.random(in: 0...19, using: &random)))
      }
      ends.append(UInt32(rows.count))
    }
    rows += [UInt32](repeating: 0, count: Int(WARRAQ_ROWS_AHEAD))
    let sums = Self.list(30 * Self.width, -300...300, &random)
    let scores = Self.list(30 * Int(WARRAQ_LABELS), 0...9, &random)
    let results = { (kernels: ScoreKernels) in
      var (sums, scores) = (sums, scores)
      kernels.score(table, rows, ends, 30, output, &sums, &scores)
      return [sums, scores]
    }
    let expected = results(.scalar)
    for kernels in ScoreKernels.vectors { #expect(results(kernels) == expected, "\(kernels)") }
  }

  @Test(arguments: UInt64(1)...20)
  func `features are added up alike on all processors`(seed: UInt64) {
    var random = SplitMix(seed)
    let (stride, places) = (7 * Self.width, Int.random(in: 1...7, using: &random))
    let table = Self.list(9 * stride, -32768...32767, &random)
    let features = (0..<Int.random(in: 0...12, using: &random)).map { _ in
      UInt32.random(in: 0...8, using: &random)
    }
    let sums = { (kernels: ScoreKernels) in
      var sums = [Int16](repeating: 1, count: stride)
      kernels.add(table, stride, features, features.count, places, &sums)
      return sums
    }
    var expected = [Int16](repeating: 1, count: stride)
    for number in 0..<places * Self.width {
      expected[number] = features.reduce(0) { $0 &+ table[Int($1) * stride + number] }
    }
    for kernels in [.scalar] + ScoreKernels.vectors {
      #expect(sums(kernels) == expected, "\(kernels)")
    }
  }

  @Test func `units below zero add nothing, and others by their weights`() {
    let sum =
      (0..<16).map { Int16($0) }
      + (0..<Int(WARRAQ_UNITS)).map { Int16($0 % 2 == 0 ? 512 : -512) }
    var output = [Int16](repeating: 0, count: Int(WARRAQ_UNITS * WARRAQ_LABELS))
    // The first two units, which are cut off at 127 and -128, and the label 3.
    (output[6], output[7]) = (40, 1000)
    let rows = [UInt32](repeating: 0, count: 1 + Int(WARRAQ_ROWS_AHEAD))
    var sums = [Int16](repeating: 0, count: Self.width)
    var scores = [Int16](repeating: 0, count: 16)
    warraq_score_tokens([Self.row(sum)], rows, [1], 1, output, &sums, &scores)
    #expect(sums == Array(sum[..<16]) + sum[16...].map { min(127, max(-128, $0)) })
    var expected = Array(sum[..<16])
    expected[3] += 127 * 40 / 256
    #expect(scores == expected)
  }

  @Test(arguments: UInt64(1)...50)
  func `labels are chosen alike on all processors`(seed: UInt64) {
    var random = SplitMix(seed)
    // Beyond the labels of a model nothing is allowed.
    let count = Int.random(in: 1...16, using: &random)
    let scores = Self.list(40 * 16, -9...9, &random)
    var transitions = Self.list(17 * 16, -5...5, &random).map(Int32.init)
    for index in transitions.indices where index % 16 >= count { transitions[index] = -1_000_000 }
    var columns = [Int32](repeating: -1_000_000, count: 16 * 16)
    for (index, score) in transitions.dropFirst(16).enumerated() where index / 16 < count {
      columns[index % 16 * 16 + index / 16] = score
    }
    let labels = { (kernels: ScoreKernels) in
      var path = [Int32](repeating: 0, count: 40 * 16)
      var labels = [UInt8](repeating: 0, count: 40)
      kernels.decode(scores, 40, UInt32(count), transitions, columns, &path, &labels)
      return labels
    }
    let expected = labels(.scalar)
    for kernels in ScoreKernels.vectors { #expect(labels(kernels) == expected, "\(kernels)") }
  }

  @Test func `the best kernels that the processor has are chosen, unless others are asked for`() {
    let kinds = [
      WARRAQ_KERNELS_SCALAR, WARRAQ_KERNELS_BASELINE, WARRAQ_KERNELS_AVX2, WARRAQ_KERNELS_AVX512,
    ]
    let names = ["scalar", "baseline", "avx2"]
    let asked = ProcessInfo.processInfo.environment["WARRAQ_KERNELS"]
    let most = asked.flatMap(names.firstIndex) ?? 3
    #expect(warraq_kernels_chosen() == kinds[...most].last(where: warraq_kernels_exist))
    #expect(warraq_kernels_exist(WARRAQ_KERNELS_BASELINE))
  }
}
