import WarraqCore
import Yams

extension JobReader {
  /// A key of a mapping and what stands behind it.
  struct Entry {
    var key: Node
    var value: Node
  }

  /// The entries of a mapping by name, `nil` where the node is none. Reports keys that are unknown,
  /// no names, or there twice.
  mutating func entries(of node: Node, as what: String, known: [String]) -> [String: Entry]? {
    guard case .mapping(let mapping) = node else {
      let example = known.first.map { ", for example \"\($0): ...\"" } ?? ""
      report(node, "\(what) is a mapping\(example); found \(node.phrase)")
      return nil
    }
    var entries: [String: Entry] = [:]
    for (key, value) in mapping {
      guard case .scalar(let scalar) = key else {
        report(key, "a key is a name; found \(key.phrase)")
        continue
      }
      let name = masked[scalar.string] ?? scalar.string
      if entries[name] != nil {
        report(key, "the key \"\(name)\" stands here a second time: keep one")
      } else if known.contains(name) {
        entries[name] = Entry(key: key, value: value)
      } else {
        let hint = Suggestion.phrase(for: name, among: known)
        let list = known.isEmpty ? "it has none" : "known are " + known.joined(separator: ", ")
        report(key, "unknown key \"\(name)\" in \(what)\(hint.isEmpty ? "; " + list : hint)")
        entries[name] = Entry(key: key, value: value)
      }
    }
    return entries
  }

  /// A string that is not empty.
  mutating func string(_ node: Node, for name: String) -> String? {
    guard case .string(let text)? = value(node, .string, for: name) else { return nil }
    if text.isEmpty {
      report(node, "\(name) must not be empty")
      return nil
    }
    return text
  }

  /// One of the raw values of an enumeration.
  mutating func choice<Value>(_ node: Node, of type: Value.Type, for name: String) -> Value?
  where Value: RawRepresentable & CaseIterable, Value.RawValue == String {
    let words = Value.allCases.map(\.rawValue)
    guard case .string(let word)? = value(node, .choice(words), for: name) else { return nil }
    return Value(rawValue: word)
  }

  /// The value of an option of some kind. Reports what does not fit and returns `nil`.
  mutating func value(
    _ node: Node, _ kind: OptionDescriptor.Kind, for name: String
  ) -> OptionValue? {
    if let value = OptionReading.value(node, kind) { return value }
    var hint = ""
    if case .scalar(let scalar) = node {
      hint = Suggestion.phrase(for: scalar.string, among: kind.words)
      if hint.isEmpty, kind.takesStrings, CoreScalar(scalar) != .null {
        hint = "; put it in quotes"
      }
      if case .integer(let range) = kind, case .integer = CoreScalar(scalar) {
        report(node, "\(name) must be \(range.phrase); found \(scalar.string)")
        return nil
      }
    }
    report(node, "\(name) wants \(kind.phrase); found \(node.phrase)\(hint)")
    return nil
  }
}

/// Reads an option's value as its kind wants it. One value has one reading: a single string where a
/// list may stand becomes a list.
enum OptionReading {
  static func value(_ node: Node, _ kind: OptionDescriptor.Kind) -> OptionValue? {
    switch (kind, node) {
    case (.choice(let words), .scalar(let scalar)):
      return words.contains(scalar.string) ? .string(scalar.string) : nil
    case (.boolean, .scalar(let scalar)):
      guard case .boolean(let boolean) = CoreScalar(scalar) else { return nil }
      return .boolean(boolean)
    case (.integer(let range), .scalar(let scalar)):
      guard case .integer(let integer) = CoreScalar(scalar) else { return nil }
      return range.contains(integer) ? .integer(integer) : nil
    case (.fraction, .scalar(let scalar)):
      return FractionText.parse(CoreScalar(scalar)).map { .fraction($0) }
    case (.string, .scalar(let scalar)):
      guard case .string(let string) = CoreScalar(scalar) else { return nil }
      return .string(string)
    case (.strings, .scalar):
      return value(node, .string).map { .list([$0]) }
    case (.strings, .sequence(let sequence)):
      let values = sequence.map { value($0, .string) }
      return values.contains(nil) ? nil : .list(values.compactMap(\.self))
    case (.either(let words, let other), _):
      return value(node, .choice(words)) ?? value(node, other)
    default: return nil
    }
  }

  /// The reading of a default, so that it equals the same value written in a job file.
  static func reading(of value: OptionValue, _ kind: OptionDescriptor.Kind) -> OptionValue {
    switch (kind, value) {
    case (.strings, .string): .list([value])
    case (.either(let words, let other), .string(let word)):
      words.contains(word) ? value : reading(of: value, other)
    default: value
    }
  }
}
