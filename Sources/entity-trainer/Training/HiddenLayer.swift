import Foundation
import WarraqEntities

/// A hidden layer between features and labels (Collobert and Weston 2008, with sums of sparse features
/// for inputs): it learns which features matter together.
struct HiddenLayer {
  typealias Vector = SIMD16<Float>
  static let units = 32

  /// For each feature what it adds to units 0 to 15 and 16 to 31.
  var low: [Vector]
  var high: [Vector]
  /// For each unit what it adds to labels.
  var output: [Vector]
  private var lowSquares: [Vector]
  private var highSquares: [Vector]
  private var outputSquares: [Vector]

  /// Units begin above zero by the features in `biases`, of which each token has one; which of them
  /// does what is decided by random weights behind them.
  init(features: Int, biases: [Int], seed: UInt64) {
    var random = SplitMix(seed)
    func vector(_ size: Float) -> Vector {
      var vector = Vector.zero
      for lane in 0..<16 { vector[lane] = Float.random(in: -size...size, using: &random) }
      return vector
    }
    low = [Vector](repeating: .zero, count: features)
    high = low
    output = (0..<Self.units).map { _ in vector(0.2) }
    for first in biases {
      low[first] = Vector(repeating: 0.2)
      high[first] = Vector(repeating: 0.2)
    }
    lowSquares = [Vector](repeating: Vector(repeating: 0.01), count: features)
    highSquares = lowSquares
    outputSquares = [Vector](repeating: Vector(repeating: 0.01), count: Self.units)
  }

  /// The units of a token.
  func activate(_ ids: [Int32]) -> (Vector, Vector) {
    var sums = (Vector.zero, Vector.zero)
    for id in ids {
      sums.0 += low[Int(id)]
      sums.1 += high[Int(id)]
    }
    return (
      sums.0.replacing(with: 0, where: sums.0 .< 0), sums.1.replacing(with: 0, where: sums.1 .< 0)
    )
  }

  func score(_ units: (Vector, Vector)) -> Vector {
    var sum = Vector.zero
    for lane in 0..<16 {
      sum += output[lane] * units.0[lane]
      sum += output[16 + lane] * units.1[lane]
    }
    return sum
  }

  /// One step up the gradient of a token's labels.
  mutating func step(
    _ gradient: Vector, _ ids: [Int32], _ units: (Vector, Vector), _ kept: (Vector, Vector),
    rate: Float
  ) {
    var below = (Vector.zero, Vector.zero)
    for lane in 0..<16 {
      below.0[lane] = (output[lane] * gradient).sum()
      below.1[lane] = (output[16 + lane] * gradient).sum()
      update(lane, gradient * units.0[lane], rate)
      update(16 + lane, gradient * units.1[lane], rate)
    }
    below.0 = (below.0 * kept.0).replacing(with: 0, where: units.0 .<= 0)
    below.1 = (below.1 * kept.1).replacing(with: 0, where: units.1 .<= 0)
    let squares = (below.0 * below.0, below.1 * below.1)
    for id in ids {
      let id = Int(id)
      lowSquares[id] += squares.0
      highSquares[id] += squares.1
      low[id] += below.0 * rate / lowSquares[id].squareRoot()
      high[id] += below.1 * rate / highSquares[id].squareRoot()
    }
  }

  private mutating func update(_ unit: Int, _ change: Vector, _ rate: Float) {
    outputSquares[unit] += change * change
    output[unit] += change * rate / outputSquares[unit].squareRoot()
  }

  mutating func decay(_ keep: Float) {
    for index in low.indices {
      low[index] *= keep
      high[index] *= keep
    }
    for index in output.indices { output[index] *= keep }
  }

  static func += (a: inout Self, b: Self) {
    for index in a.low.indices {
      a.low[index] += b.low[index]
      a.high[index] += b.high[index]
    }
    for index in a.output.indices { a.output[index] += b.output[index] }
  }

  mutating func scale(_ factor: Float) { decay(factor) }
}
