import WarraqCore

/// Writes strings as JSON that may also stand inside a `<script>` element.
enum JSONEscape {
  /// Appends `value` in quotes. `<` is escaped, so that no text can end the script element or open a
  /// comment in it, and so are U+2028 and U+2029, which older JavaScript takes for line ends.
  /// Bidirectional controls are dropped as in the TSV files.
  static func append(_ value: String, to text: inout String) {
    text += "\""
    for scalar in value.unicodeScalars where !BidirectionalControl.contains(scalar) {
      switch scalar.value {
      case 0x22: text += "\\\""
      case 0x5C: text += "\\\\"
      case 0x0A: text += "\\n"
      case 0x0D: text += "\\r"
      case 0x09: text += "\\t"
      case 0..<0x20, 0x3C, 0x7F, 0x2028, 0x2029: append(escaped: scalar, to: &text)
      default: text.unicodeScalars.append(scalar)
      }
    }
    text += "\""
  }

  private static func append(escaped scalar: Unicode.Scalar, to text: inout String) {
    let digits = String(scalar.value, radix: 16)
    text += "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
