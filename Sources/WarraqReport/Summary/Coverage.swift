import WarraqCore

/// The share of the input that a report covers, written without ever claiming more than is true.
struct Coverage: Equatable {
  /// Millionths, rounded down: 1,000,000 exactly when everything is covered.
  let millionths: Int

  /// With a hole the coverage is never full, however few bytes the hole has.
  init(_ corpus: CorpusFacts) {
    let share = Coverage(covered: corpus.coveredBytes, total: corpus.totalBytes)
    self.init(millionths: corpus.holes.isEmpty ? share.millionths : min(share.millionths, 999_999))
  }

  private init(millionths: Int) { self.millionths = millionths }

  /// An input without bytes is covered in full.
  init(covered: Int, total: Int) {
    guard total > 0, covered < total else {
      millionths = 1_000_000
      return
    }
    let product = UInt(max(0, covered)).multipliedFullWidth(by: 1_000_000)
    millionths = Int(UInt(total).dividingFullWidth(product).quotient)
  }

  var isFull: Bool { millionths == 1_000_000 }

  /// `1`, `0`, or a fraction of at most six decimals without zeros at its end: `0.999`.
  var fraction: String { isFull ? "1" : Self.decimal(millionths, decimals: 6) }

  /// The same share in percent: `99.9`.
  var percent: String { Self.decimal(millionths, decimals: 4) }

  private static func decimal(_ value: Int, decimals: Int) -> String {
    let unit = (0..<decimals).reduce(1) { power, _ in power * 10 }
    var tail = String(value % unit)
    tail = String(repeating: "0", count: decimals - tail.count) + tail
    while tail.hasSuffix("0") { tail.removeLast() }
    return String(value / unit) + (tail.isEmpty ? "" : "." + tail)
  }
}
