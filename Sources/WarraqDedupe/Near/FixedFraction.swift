/// A fraction between 0 and 1, in units of 2^-63: arithmetic that is the same on every machine.
struct FixedFraction: Comparable {
  var units: UInt64

  static let one = FixedFraction(units: 1 << 63)
  static let oneIn300 = FixedFraction(units: one.units / 300)

  static func < (a: Self, b: Self) -> Bool { a.units < b.units }

  var complement: Self { Self(units: Self.one.units - units) }

  /// The product, rounded down.
  func times(_ other: Self) -> Self {
    let (high, low) = units.multipliedFullWidth(by: other.units)
    return Self(units: high << 1 | low >> 63)
  }

  func power(_ exponent: Int) -> Self {
    (0..<exponent).reduce(.one) { power, _ in power.times(self) }
  }

  /// How likely a pair of this similarity agrees in none of some bands.
  func missed(bands: Int, rows: Int) -> Self { power(rows).complement.power(bands) }
}

extension Threshold {
  var fraction: FixedFraction {
    let shifted = (high: UInt64(numerator) >> 1, low: UInt64(numerator) << 63)
    return FixedFraction(units: UInt64(denominator).dividingFullWidth(shifted).quotient)
  }
}
