import Foundation
import WarraqEntities

/// The forward-backward algorithm (Rabiner 1989), scaled, all labels of a token in one vector.
struct ForwardBackward {
  typealias Vector = SIMD16<Float>

  private var forward: [Vector] = []
  private var scales: [Float] = []

  /// Adds the expected labels of each token, times `sign`, to `expected`, and those of transitions to
  /// `pairs` (the first row: the start). `weights` are exponentials of scores; `columns[j][i]` that of
  /// going from `i` to `j`. Returns the logarithm of the sum over all label sequences.
  mutating func run(
    _ weights: [Vector], start: Vector, rows: [Vector], labels: Int, sign: Float,
    expected: inout [Vector], pairs: inout [Vector]
  ) -> Float {
    forward.removeAll(keepingCapacity: true)
    scales.removeAll(keepingCapacity: true)
    var total: Float = 0
    var current = start * weights[0]
    for index in weights.indices {
      if index > 0 {
        var next = Vector.zero
        for label in 0..<labels { next += rows[label] * current[label] }
        current = next * weights[index]
      }
      let sum = current.sum()
      guard sum > 1e-30 else { return -.infinity }
      current /= sum
      forward.append(current)
      scales.append(sum)
      total += Foundation.log(sum)
    }
    var backward = Vector(repeating: 1)
    for index in stride(from: weights.count - 1, through: 0, by: -1) {
      let marginal = forward[index] * backward
      expected[index] += marginal * (sign / max(marginal.sum(), 1e-30))
      if index == 0 {
        pairs[0] += marginal * (sign / max(marginal.sum(), 1e-30))
        break
      }
      let behind = weights[index] * backward / scales[index]
      var before = Vector.zero
      for label in 0..<labels {
        let edge = rows[label] * behind
        before[label] = edge.sum()
        pairs[label + 1] += edge * (sign * forward[index - 1][label])
      }
      backward = before
    }
    return total
  }
}
