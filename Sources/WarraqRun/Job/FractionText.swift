/// Numbers from 0 to 1 in ten-thousandths, as job files and JSON have them: `0.8`.
enum FractionText {
  /// `nil` for what is no such number, or has more than four decimals.
  static func parse(_ scalar: CoreScalar) -> Int? {
    switch scalar {
    case .integer(let integer): return (0...1).contains(integer) ? integer * 10_000 : nil
    case .number(let text):
      let parts = text.split(separator: ".", omittingEmptySubsequences: false)
      guard parts.count == 2, let whole = Int(parts[0].isEmpty ? "0" : parts[0]), whole >= 0,
        (1...4).contains(parts[1].count), parts[1].allSatisfy(\.isWholeNumber),
        let decimals = Int(parts[1] + String(repeating: "0", count: 4 - parts[1].count))
      else { return nil }
      let value = whole * 10_000 + decimals
      return value <= 10_000 ? value : nil
    default: return nil
    }
  }

  /// The shortest form with a decimal: `0.8`, `1.0`.
  static func text(_ tenThousandths: Int) -> String {
    var decimals = String(tenThousandths % 10_000)
    decimals = String(repeating: "0", count: 4 - decimals.count) + decimals
    while decimals.count > 1, decimals.hasSuffix("0") { decimals.removeLast() }
    return "\(tenThousandths / 10_000).\(decimals)"
  }
}
