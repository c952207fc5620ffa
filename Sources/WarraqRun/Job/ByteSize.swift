/// Sizes as people write them, in job files and in flags.
public enum ByteSize {
  /// Bytes: `67108864`, `64MiB`, `64 MB` (a million each), `1g` (short for GiB). `nil` where it is
  /// no size, is negative, or does not fit.
  public static func parse(_ text: String) -> Int? {
    let digits = text.prefix { $0.isASCII && $0.isNumber }
    guard let number = Int(digits) else { return nil }
    let unit = text.dropFirst(digits.count).drop { $0 == " " }
    guard let scale = scale(unit.lowercased()) else { return nil }
    let (size, overflow) = number.multipliedReportingOverflow(by: scale)
    return overflow ? nil : size
  }

  private static func scale(_ unit: String) -> Int? {
    switch unit {
    case "", "b": 1
    case "k", "kib": 1 << 10
    case "m", "mib": 1 << 20
    case "g", "gib": 1 << 30
    case "t", "tib": 1 << 40
    case "kb": 1_000
    case "mb": 1_000_000
    case "gb": 1_000_000_000
    case "tb": 1_000_000_000_000
    default: nil
    }
  }
}
