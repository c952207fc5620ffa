import Yams

/// A plain scalar as the core schema of YAML 1.2 reads it, which is also how JSON Schema tools see
/// job files: `no` and `on` are words there, not booleans.
enum CoreScalar: Equatable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number that is no integer of 64 bits.
  case number(String)
  case string(String)

  init(_ scalar: Node.Scalar) {
    self = scalar.style == .plain ? Self.plain(scalar.string) : .string(scalar.string)
  }

  /// What an unquoted text means.
  static func plain(_ text: String) -> CoreScalar {
    switch text {
    case "", "~", "null", "Null", "NULL": return .null
    case "true", "True", "TRUE": return .boolean(true)
    case "false", "False", "FALSE": return .boolean(false)
    default: break
    }
    guard let first = text.utf8.first, "+-.0123456789".utf8.contains(first) else {
      return .string(text)
    }
    if let integer = integer(text) { return .integer(integer) }
    return isNumber(text) ? .number(text) : .string(text)
  }

  private static func integer(_ text: String) -> Int? {
    if text.hasPrefix("0x") { return digits(text.dropFirst(2), radix: 16) }
    if text.hasPrefix("0o") { return digits(text.dropFirst(2), radix: 8) }
    return Int(text)
  }

  private static func digits(_ text: Substring, radix: Int) -> Int? {
    // `Int` would take a second sign.
    text.allSatisfy(\.isHexDigit) ? Int(text, radix: radix) : nil
  }

  private static func isNumber(_ text: String) -> Bool {
    let unsigned = text.drop { $0 == "+" || $0 == "-" }
    switch unsigned {
    case ".inf", ".Inf", ".INF", ".nan", ".NaN", ".NAN": return true
    default:
      // What is left of the core schema's numbers is decimal; `Double` also takes words and hex.
      return unsigned.utf8.allSatisfy("0123456789.eE+-".utf8.contains) && Double(text) != nil
    }
  }

  /// How a message names what was found.
  var phrase: String {
    switch self {
    case .null: "nothing"
    case .boolean(let value): "\(value)"
    case .integer(let value): "the number \(value)"
    case .number(let text): "the number \(text)"
    case .string(let text): "the string \"\(text)\""
    }
  }
}

extension Node {
  /// How a message names what was found.
  var phrase: String {
    switch self {
    case .scalar(let scalar): CoreScalar(scalar).phrase
    case .mapping: "a mapping"
    case .sequence: "a list"
    case .alias: "an alias"
    }
  }

  var isNull: Bool {
    if case .scalar(let scalar) = self { CoreScalar(scalar) == .null } else { false }
  }
}
