/// How a stage is named, documented and made: what `warraq stages`, the JSON Schema and the planner
/// know of it.
public struct StageDescriptor: Sendable {
  /// The name that job files use.
  public let name: String
  /// One line for `warraq stages`.
  public let summary: String
  /// Rises when the stage's output for some input changes, so that old outputs are not used.
  public let version: Int
  public let options: [OptionDescriptor]
  /// Makes the stage. Options have been checked against ``options`` and defaults filled in.
  public let make: @Sendable (StageOptions) throws -> Stage

  public init(
    name: String, summary: String, version: Int, options: [OptionDescriptor],
    make: @escaping @Sendable (StageOptions) throws -> Stage
  ) {
    self.name = name
    self.summary = summary
    self.version = version
    self.options = options
    self.make = make
  }
}

/// One option of a stage.
public struct OptionDescriptor: Sendable {
  /// What values an option takes.
  public enum Kind: Sendable, Equatable {
    case boolean
    case integer(ClosedRange<Int>)
    /// A number from 0 to 1 with up to four decimals.
    case fraction
    case string
    /// One of these words.
    case choice([String])
    /// A list of strings; a single string is taken as a list of one.
    case strings
    /// `auto`-like words, or anything of another kind.
    indirect case either([String], Kind)
  }

  /// The first phase whose output the option changes. A changed option reruns that phase and what
  /// depends on it, nothing before it.
  public enum Scope: Sendable, Equatable {
    /// What is done to each document: the default.
    case map
    /// Only what becomes of the merged partials of a statistic.
    case merge
  }

  public let name: String
  public let kind: Kind
  public let scope: Scope
  /// `nil` where the option must be given.
  public let defaultValue: OptionValue?
  public let summary: String

  public init(
    _ name: String, _ kind: Kind, default value: OptionValue?, scope: Scope = .map,
    _ summary: String
  ) {
    self.name = name
    self.scope = scope
    self.kind = kind
    self.defaultValue = value
    self.summary = summary
  }
}
