import Testing
import WarraqCore

@testable import WarraqEntities

@Suite struct ViterbiTests {
  private let labels = LabelSet(types: [.person, .place])

  /// The best sequence by trying all.
  private func best(_ scores: [[Int]], _ transitions: [Int32]) -> Int {
    func value(_ rest: ArraySlice<[Int]>, _ previous: Int?) -> Int {
      guard let first = rest.first else { return 0 }
      return (0..<labels.count).filter { labels.allows($0, after: previous) }.map { label in
        let row = (previous.map { $0 + 1 } ?? 0) * labels.count
        return first[label] + Int(transitions[row + label]) + value(rest.dropFirst(), label)
      }.max() ?? 0
    }
    return value(scores[...], nil)
  }

  @Test(arguments: 1...40) func `no sequence scores higher than the one that is found`(seed: UInt64)
  {
    var random = SystemLike(state: seed)
    let transitions = (0..<(labels.count + 1) * labels.count).map { _ in
      Int32.random(in: -50...50, using: &random)
    }
    let scores = (0..<5).map { _ in
      (0..<labels.count).map { _ in Int.random(in: -100...100, using: &random) }
    }
    let vectors = scores.map { row in
      var vector = SIMD16<Int16>()
      for (label, score) in row.enumerated() { vector[label] = Int16(score) }
      return vector
    }
    var found: [UInt8] = []
    transitions.withUnsafeBufferPointer { rows in
      var viterbi = Viterbi(labels, transitions: rows)
      vectors.withUnsafeBufferPointer { viterbi.decode($0, into: &found) }
    }
    var value = 0
    for (index, label) in found.enumerated() {
      let row = index == 0 ? 0 : Int(found[index - 1]) + 1
      value += scores[index][Int(label)] + Int(transitions[row * labels.count + Int(label)])
    }
    #expect(value == best(scores, transitions))
  }
}

/// A small generator that gives the same numbers everywhere (xorshift64*, Marsaglia 2003).
struct SystemLike: RandomNumberGenerator {
  var state: UInt64
  mutating func next() -> UInt64 {
    state ^= state >> 12
    state ^= state << 25
    state ^= state >> 27
    return state &* 0x2545_F491_4F6C_DD1D
  }
}
