import Foundation

/// The built `warraq` command, for tests of the whole program.
public enum Warraq {
  /// The binary that was built with the tests: it lies beside the test bundle, in debug and release
  /// builds alike. `WARRAQ_BINARY` names another one.
  public static var binary: String {
    if let given = ProcessInfo.processInfo.environment["WARRAQ_BINARY"] { return given }
    let bundle =
      (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe")) ?? ""
    return URL(fileURLWithPath: bundle).deletingLastPathComponent().path + "/warraq"
  }

  /// Runs the command to its end. Relative paths start in `directory`.
  public static func run(
    _ arguments: [String], in directory: TemporaryDirectory,
    environment: [String: String] = [:], input: String = "/dev/null",
    timeout: Duration = .seconds(120)
  ) async throws -> CommandResult {
    try await start(arguments, in: directory, environment: environment, input: input)
      .wait(timeout: timeout)
  }

  /// Starts the command and returns while it runs.
  public static func start(
    _ arguments: [String], in directory: TemporaryDirectory,
    environment: [String: String] = [:], input: String = "/dev/null"
  ) async throws -> RunningCommand {
    try await RunningCommand.start(
      binary, arguments, in: directory.path, environment: environment, input: input)
  }
}
