import Foundation
import Glibc
import WarraqCore

/// Standard output and standard error.
enum Console {
  static func print(_ text: String) { write(text + "\n", to: .standardOutput) }
  static func error(_ text: String) { write(text + "\n", to: .standardError) }
  /// Writes without a line end: the progress bar.
  static func draw(_ text: String) { write(text, to: .standardError) }

  private static func write(_ text: String, to file: FileHandle) {
    // A reader that went away (`| head`) is no failure of the run.
    try? file.write(contentsOf: Data(text.utf8))
  }

  static var isTerminal: Bool { isatty(STDERR_FILENO) == 1 }
  static var isOutputTerminal: Bool { isatty(STDOUT_FILENO) == 1 }

  /// Text of any direction, kept from reordering what stands beside it on a terminal.
  static func isolated(_ text: String) -> String {
    isOutputTerminal ? "\u{2068}\(text)\u{2069}" : text
  }

  /// Text of documents as it may stand on one line of a terminal: without what moves the cursor or
  /// changes the direction of text.
  static func visible(_ text: String) -> String {
    var shown = String.UnicodeScalarView()
    for scalar in text.unicodeScalars where !BidirectionalControl.contains(scalar) {
      let isControl = scalar.properties.generalCategory == .control
      shown.append(isControl ? " " : scalar)
    }
    return String(shown)
  }

  /// A name or title out of a document, safe beside other text.
  static func shown(_ text: String) -> String { isolated(visible(text)) }

  /// `12,345,678`
  static func number(_ value: Int) -> String {
    var digits = String(abs(value))
    var groups: [String] = []
    while digits.count > 3 {
      groups.insert(String(digits.suffix(3)), at: 0)
      digits.removeLast(3)
    }
    return (value < 0 ? "-" : "") + ([digits] + groups).joined(separator: ",")
  }

  /// `1.4 GB`
  static func bytes(_ value: Int) -> String {
    let units = ["B", "kB", "MB", "GB", "TB", "PB"]
    var scaled = Double(value)
    var unit = 0
    while scaled >= 1000, unit < units.count - 1 {
      scaled /= 1000
      unit += 1
    }
    return unit == 0 ? "\(value) B" : String(format: "%.1f %@", scaled, units[unit])
  }

  static func duration(_ seconds: Double) -> String {
    let whole = Int(seconds.rounded())
    if whole < 60 { return "\(whole) s" }
    if whole < 3600 { return "\(whole / 60) min \(whole % 60) s" }
    return "\(whole / 3600) h \(whole % 3600 / 60) min"
  }

  /// Columns padded to equal width; the last one is left as it is.
  static func table(_ rows: [[String]]) -> String {
    let columns = rows.map(\.count).max() ?? 0
    let widths = (0..<columns).map { column in
      rows.map { $0.count > column ? $0[column].count : 0 }.max() ?? 0
    }
    return rows.map { row in
      row.enumerated().map { index, cell in
        index == row.count - 1
          ? cell : cell + String(repeating: " ", count: widths[index] - cell.count)
      }.joined(separator: "  ")
    }.joined(separator: "\n")
  }

  /// A value as JSON, for programs.
  static func json(_ value: some Encodable) throws -> String {
    let encoder = JSONEncoder()
    encoder.outputFormatting = [.sortedKeys, .withoutEscapingSlashes]
    return String(decoding: try encoder.encode(value), as: UTF8.self)
  }
}
