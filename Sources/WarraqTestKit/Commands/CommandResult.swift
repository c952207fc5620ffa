/// How a command ended and what it said.
public struct CommandResult: Sendable, CustomStringConvertible {
  /// How a process ended.
  public enum Status: Equatable, Sendable {
    /// It left with this status.
    case exited(Int)
    /// This signal ended it.
    case signaled(Int)
    /// It ran longer than the test allows, and was killed.
    case timedOut
  }

  public var status: Status
  public var standardOutput: String
  public var standardError: String

  public init(status: Status, standardOutput: String, standardError: String) {
    self.status = status
    self.standardOutput = standardOutput
    self.standardError = standardError
  }

  /// Everything, for the message of a failed expectation.
  public var description: String {
    "\(status)\n--- standard output\n\(standardOutput)\n--- standard error\n\(standardError)"
  }
}
