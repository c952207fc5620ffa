/// A value of an option, as a job file can hold it.
public enum OptionValue: Equatable, Sendable {
  case null
  case boolean(Bool)
  case integer(Int)
  /// A number from 0 to 1, in ten-thousandths: exact, as what decides must be.
  case fraction(Int)
  case string(String)
  case list([OptionValue])
}

/// The options of one stage in one job: checked, and with every default filled in.
public struct StageOptions: Equatable, Sendable {
  public var values: [String: OptionValue]
  /// The directory of the job file: relative paths in options start there.
  public var directory: String

  public init(_ values: [String: OptionValue], directory: String = ".") {
    self.values = values
    self.directory = directory
  }

  public subscript(name: String) -> OptionValue { values[name] ?? .null }

  public func boolean(_ name: String) -> Bool { self[name] == .boolean(true) }

  public func integer(_ name: String) -> Int {
    if case .integer(let value) = self[name] { value } else { 0 }
  }

  /// Ten-thousandths.
  public func fraction(_ name: String) -> Int {
    if case .fraction(let value) = self[name] { value } else { 0 }
  }

  public func string(_ name: String) -> String? {
    if case .string(let value) = self[name] { value } else { nil }
  }

  /// The strings of a list; one string counts as a list of one, nothing as an empty one.
  public func strings(_ name: String) -> [String] {
    switch self[name] {
    case .string(let value): [value]
    case .list(let values):
      values.compactMap { if case .string(let value) = $0 { value } else { nil } }
    default: []
    }
  }

  /// A path given in an option, made absolute.
  public func path(_ given: String) -> String {
    given.hasPrefix("/") ? given : directory + "/" + given
  }
}
