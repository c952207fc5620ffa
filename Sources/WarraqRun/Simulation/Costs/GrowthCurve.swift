import Foundation

/// How something grows with the size of what it is made from: a power, as Heaps' law says of distinct
/// words.
struct GrowthCurve: Sendable {
  /// A size, and what is there.
  var size: Double
  var value: Double
  var exponent: Double

  static let none = GrowthCurve(small: (0, 0), large: (0, 0), limits: 0...0)

  /// Through two points. The larger one is believed, the smaller one bends the curve within `limits`.
  init(
    small: (size: Double, value: Double), large: (size: Double, value: Double),
    limits: ClosedRange<Double>
  ) {
    (size, value) = (large.size, large.value)
    exponent = min(1, limits.upperBound)
    guard small.value > 0, large.value > 0, small.size > 0, large.size > 1.3 * small.size else {
      return
    }
    let slope = log(large.value / small.value) / log(large.size / small.size)
    exponent = min(max(slope, limits.lowerBound), limits.upperBound)
  }

  func value(at other: Double) -> Double {
    size > 0 ? value * pow(other / size, exponent) : value
  }

  /// The value where the sample was taken from a corpus of `own` bytes. What lies beyond is more of the same:
  /// there nothing grows faster than the corpus.
  func value(at other: Double, own: Double) -> Double {
    guard other > own, own > 0 else { return value(at: other) }
    return value(at: own) * pow(other / own, min(1, exponent))
  }
}
