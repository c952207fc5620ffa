public import WarraqCore

/// One stage of a job: which one, under what name in the ledger, and with which options.
public struct StageSpec: Equatable, Sendable {
  /// Unique in the job: the stage's name, `command-2` where it stands there a second time.
  public var id: String
  /// The stage's name in the registry.
  public var name: String
  /// Every option that the stage has, checked, defaults included.
  public var options: StageOptions

  public init(id: String, name: String, options: StageOptions) {
    self.id = id
    self.name = name
    self.options = options
  }
}

extension StageSpec: Codable {
  private enum Key: String, CodingKey { case id, name, directory, options }

  public init(from decoder: any Decoder) throws {
    let container = try decoder.container(keyedBy: Key.self)
    id = try container.decode(String.self, forKey: .id)
    name = try container.decode(String.self, forKey: .name)
    let values = try container.decode([String: CodedOption].self, forKey: .options)
    options = StageOptions(
      values.mapValues(\.value),
      directory: try container.decode(String.self, forKey: .directory))
  }

  public func encode(to encoder: any Encoder) throws {
    var container = encoder.container(keyedBy: Key.self)
    try container.encode(id, forKey: .id)
    try container.encode(name, forKey: .name)
    try container.encode(options.directory, forKey: .directory)
    try container.encode(options.values.mapValues(CodedOption.init(value:)), forKey: .options)
  }
}

/// An option's value as plain JSON: `null`, `true`, `7`, `"auto"`, `["ar", "en"]`.
private struct CodedOption: Codable {
  var value: OptionValue

  init(value: OptionValue) { self.value = value }

  init(from decoder: any Decoder) throws {
    let container = try decoder.singleValueContainer()
    if container.decodeNil() {
      value = .null
    } else if let boolean = try? container.decode(Bool.self) {
      value = .boolean(boolean)
    } else if let integer = try? container.decode(Int.self) {
      value = .integer(integer)
    } else if let number = try? container.decode(Double.self) {
      value = .fraction(Int((number * 10_000).rounded()))
    } else if let string = try? container.decode(String.self) {
      value = .string(string)
    } else {
      value = .list(try container.decode([CodedOption].self).map(\.value))
    }
  }

  func encode(to encoder: any Encoder) throws {
    var container = encoder.singleValueContainer()
    switch value {
    case .null: try container.encodeNil()
    case .boolean(let boolean): try container.encode(boolean)
    case .integer(let integer): try container.encode(integer)
    case .fraction(let fraction): try container.encode(Double(fraction) / 10_000)
    case .string(let string): try container.encode(string)
    case .list(let values): try container.encode(values.map(CodedOption.init(value:)))
    }
  }
}
