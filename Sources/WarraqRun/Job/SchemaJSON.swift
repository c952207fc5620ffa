import WarraqCore

/// JSON whose members keep their order, so that the schema reads from general to particular and is
/// the same bytes every time.
indirect enum SchemaJSON: ExpressibleByStringLiteral, ExpressibleByBooleanLiteral,
  ExpressibleByIntegerLiteral
{
  case value(OptionValue)
  case array([SchemaJSON])
  case object([(String, SchemaJSON)])

  init(stringLiteral text: String) { self = .value(.string(text)) }
  init(booleanLiteral value: Bool) { self = .value(.boolean(value)) }
  init(integerLiteral value: Int) { self = .value(.integer(value)) }

  static func string(_ text: String) -> SchemaJSON { .value(.string(text)) }

  static func strings(_ texts: [String]) -> SchemaJSON {
    .value(.list(texts.map { .string($0) }))
  }

  /// The same object with more members at its end.
  func adding(_ members: [(String, SchemaJSON)]) -> SchemaJSON {
    if case .object(let own) = self { .object(own + members) } else { self }
  }

  /// Indented text without a line feed at its end.
  func text(indent: String = "") -> String {
    let inner = indent + "  "
    switch self {
    case .value(let value): return YAMLText.quoted(value)
    case .array(let items):
      let lines = items.map { inner + $0.text(indent: inner) }
      return lines.isEmpty ? "[]" : "[\n" + lines.joined(separator: ",\n") + "\n\(indent)]"
    case .object(let members):
      let lines = members.map { inner + YAMLText.quoted($0) + ": " + $1.text(indent: inner) }
      return lines.isEmpty ? "{}" : "{\n" + lines.joined(separator: ",\n") + "\n\(indent)}"
    }
  }
}
