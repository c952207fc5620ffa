/// The least Jaccard similarity of near-duplicates: a fraction, so that comparing is exact.
public struct Threshold: Equatable, Sendable {
  public let numerator: Int
  public let denominator: Int

  /// Makes the fraction in lowest terms; `nil` unless it is above 0 and at most 1, with a denominator
  /// of at most a million.
  public init?(_ numerator: Int, over denominator: Int) {
    guard numerator > 0, numerator <= denominator, denominator <= 1_000_000 else { return nil }
    var (divisor, rest) = (denominator, numerator)
    while rest > 0 { (divisor, rest) = (rest, divisor % rest) }
    self.numerator = numerator / divisor
    self.denominator = denominator / divisor
  }

  /// Reads a decimal of up to six places, such as `0.8`: four fifths exactly. `nil` for anything else.
  public init?(_ decimal: String) {
    let parts = decimal.split(separator: ".", maxSplits: 1, omittingEmptySubsequences: false)
    guard let whole = parts.first, whole == "0" || whole == "1" else { return nil }
    let places = parts.count == 2 ? parts[1] : "0"
    guard 1...6 ~= places.utf8.count, places.utf8.allSatisfy({ 0x30...0x39 ~= $0 }) else {
      return nil
    }
    let denominator = places.reduce(1) { power, _ in power * 10 }
    guard let digits = Int(places) else { return nil }
    self.init((whole == "1" ? denominator : 0) + digits, over: denominator)
  }
}
