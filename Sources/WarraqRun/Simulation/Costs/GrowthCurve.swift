import Foundation

/// How something grows with the size of what it is made from: a power, as Heaps' law says of distinct
/// words, whose exponent may become less on the way.
struct GrowthCurve: Sendable {
  typealias Point = (size: Double, value: Double)

  /// The largest point, and how steep the curve is behind it, in logarithms.
  var size: Double
  var value: Double
  var exponent: Double
  /// What becomes of the exponent with each power of e; zero or less.
  private var bend = 0.0
  private let limits: ClosedRange<Double>

  static let none = GrowthCurve([], limits: 0...0)

  /// Through points of increasing size. The last one is believed, those before bend the curve within
  /// `limits`.
  init(_ points: [Point], limits: ClosedRange<Double>) {
    self.limits = limits
    (size, value) = points.last ?? (0, 0)
    exponent = min(1, limits.upperBound)
    // What is nearly as large tells nothing of growth, and nothing has no logarithm.
    var logarithms: [Point] = []
    for point in points.reversed() where point.size > 0 && point.value > 0 {
      let next = (size: log(point.size), value: log(point.value))
      if let last = logarithms.last, last.size - next.size < 0.25 { continue }
      logarithms.append(next)
    }
    guard logarithms.count > 1 else { return }
    let slopes = zip(logarithms, logarithms.dropFirst()).map {
      ($0.value - $1.value) / ($0.size - $1.size)
    }
    exponent = min(max(slopes[0], limits.lowerBound), limits.upperBound)
    guard slopes.count > 1 else { return }
    bend = min(0, (slopes[0] - slopes[1]) * 2 / (logarithms[0].size - logarithms[2].size))
  }

  func value(at other: Double) -> Double {
    guard size > 0 else { return value }
    guard other > 0 else { return exponent > 0 ? 0 : value }
    return value * exp(growth(log(other / size)))
  }

  /// The value where the sample was taken from a corpus of `own` bytes. What lies beyond is more of the same:
  /// it bends the curve no more, and nothing grows faster than the corpus.
  func value(at other: Double, own: Double) -> Double {
    guard other > own, own > 0 else { return value(at: other) }
    return value(at: own) * pow(other / own, min(1, exponent))
  }

  /// The logarithm of the growth over a distance in logarithms: the exponent falls until it meets its
  /// limit.
  private func growth(_ distance: Double) -> Double {
    guard distance > 0, bend < 0 else { return exponent * distance }
    let falling = min(distance, max(0, exponent - limits.lowerBound) / -bend)
    return exponent * falling + bend * falling * falling / 2
      + (distance - falling) * (falling < distance ? limits.lowerBound : 0)
  }
}
