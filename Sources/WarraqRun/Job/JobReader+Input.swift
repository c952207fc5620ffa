import WarraqCodecs
import WarraqCore
import Yams

extension JobReader {
  static let inputKeys = [
    "format", "unit", "fields", "encoding", "dateFormat", "maximumRecord",
  ]
  /// What `maximumRecord` can be, in bytes.
  static let recordLimits = 1024...(2 << 30)
  static let fieldKeys = ["text", "id", "title", "date", "source", "url", "language"]

  /// The settings of the `input` block; defaults where there is nothing or something wrong.
  mutating func inputSettings(_ node: Node) -> InputFormat {
    var settings = InputFormat()
    if node.isNull { return settings }
    guard let entries = entries(of: node, as: "input", known: Self.inputKeys) else {
      return settings
    }
    if let entry = entries["format"] {
      settings.kind =
        choice(entry.value, of: InputFormat.Kind.self, for: "format") ?? settings.kind
    }
    if let entry = entries["unit"] {
      settings.unit = choice(entry.value, of: InputFormat.Unit.self, for: "unit") ?? settings.unit
      if settings.kind != .text {
        report(entry.key, "unit divides plain text: it needs \"format: text\" beside it")
      }
    }
    if let entry = entries["fields"] { settings.fields = fields(entry.value) }
    if let entry = entries["encoding"] {
      settings.encoding = string(entry.value, for: "encoding")?.lowercased() ?? settings.encoding
    }
    if let entry = entries["dateFormat"] {
      settings.dateFormats = strings(entry.value, for: "dateFormat")
    }
    if let entry = entries["maximumRecord"] {
      settings.maximumRecord = recordLimit(entry.value) ?? settings.maximumRecord
    }
    return settings
  }

  private mutating func fields(_ node: Node) -> InputFormat.Fields {
    var fields = InputFormat.Fields()
    if node.isNull { return fields }
    guard let entries = entries(of: node, as: "fields", known: Self.fieldKeys) else {
      return fields
    }
    for name in Self.fieldKeys {
      guard let entry = entries[name], let path = string(entry.value, for: name) else { continue }
      if path.split(separator: ".", omittingEmptySubsequences: false).contains("") {
        report(entry.value, "the path \"\(path)\" has an empty part: write it as \"meta.title\"")
      }
      fields[keyPath: Self.field(name)] = path
    }
    return fields
  }

  static func field(_ name: String) -> WritableKeyPath<InputFormat.Fields, String> {
    switch name {
    case "id": \.id
    case "title": \.title
    case "date": \.date
    case "source": \.source
    case "url": \.url
    case "language": \.language
    default: \.text
    }
  }

  private mutating func strings(_ node: Node, for name: String) -> [String] {
    guard case .list(let values)? = value(node, .strings, for: name) else { return [] }
    return values.compactMap { if case .string(let text) = $0 { text } else { nil } }
  }

  /// Bytes, as a number or with a unit.
  private mutating func recordLimit(_ node: Node) -> Int? {
    guard case .scalar(let scalar) = node, let size = ByteSize.parse(scalar.string) else {
      report(node, "maximumRecord wants a size such as 67108864 or 64MiB; found \(node.phrase)")
      return nil
    }
    guard Self.recordLimits.contains(size) else {
      report(node, "maximumRecord must be from 1KiB to 2GiB; found \(scalar.string)")
      return nil
    }
    return size
  }
}
