import WarraqCore

/// Writes values so that YAML and JSON readers, of any version, read them back the same.
enum YAMLText {
  /// A value on one line, with strings always in quotes: also JSON.
  static func quoted(_ value: OptionValue) -> String {
    switch value {
    case .null: "null"
    case .boolean(let boolean): boolean ? "true" : "false"
    case .integer(let integer): String(integer)
    case .fraction(let value): FractionText.text(value)
    case .string(let string): quoted(string)
    case .list(let values): "[" + values.map { quoted($0) }.joined(separator: ", ") + "]"
    }
  }

  /// A value on one line, with simple words bare.
  static func flow(_ value: OptionValue) -> String {
    switch value {
    case .string(let string): flow(string)
    case .list(let values): "[" + values.map { flow($0) }.joined(separator: ", ") + "]"
    default: quoted(value)
    }
  }

  /// A string, bare where no reader could take it for anything else.
  static func flow(_ string: String) -> String { isBare(string) ? string : quoted(string) }

  /// A JSON string, which is also a double-quoted YAML scalar.
  static func quoted(_ string: String) -> String {
    var text = "\""
    for scalar in string.unicodeScalars {
      switch scalar {
      case "\"": text += "\\\""
      case "\\": text += "\\\\"
      case "\n": text += "\\n"
      case "\t": text += "\\t"
      case "\r": text += "\\r"
      case _ where needsEscape(scalar): text += escape(scalar)
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text + "\""
  }

  /// Words that YAML 1.1 or 1.2 takes for a boolean or nothing.
  private static let reserved: Set<String> = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n",
  ]

  private static func isBare(_ string: String) -> Bool {
    guard let first = string.utf8.first, isLetter(first) else { return false }
    return string.utf8.allSatisfy {
      isLetter($0) || (48...57).contains($0) || "-_./".utf8.contains($0)
    }
      && !reserved.contains(string.lowercased())
  }

  private static func isLetter(_ byte: UInt8) -> Bool {
    (65...90).contains(byte) || (97...122).contains(byte)
  }

  /// What YAML does not allow in a stream, or what a reader could take for a line break or drop.
  private static func needsEscape(_ scalar: Unicode.Scalar) -> Bool {
    switch scalar.value {
    case 0..<0x20, 0x7F..<0xA0, 0x2028, 0x2029, 0xFEFF, 0xFFFE, 0xFFFF: true
    default: false
    }
  }

  private static func escape(_ scalar: Unicode.Scalar) -> String {
    let digits = String(scalar.value, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }
}
