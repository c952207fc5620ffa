import Foundation
import Glibc
import Subprocess
import Synchronization

/// A command that runs beside the test, in a process group of its own.
///
/// What it says goes to files, so that it never waits for a reader, and so that a child that outlives
/// it does not keep the test waiting for the end of a pipe.
public final class RunningCommand: Sendable {
  /// The process, also its group's number.
  public let processIdentifier: Int32
  private let outcome: Task<CommandResult.Status, any Error>
  private let output: TemporaryDirectory
  private let expired = Mutex(false)

  private init(
    processIdentifier: Int32, outcome: Task<CommandResult.Status, any Error>,
    output: TemporaryDirectory
  ) {
    self.processIdentifier = processIdentifier
    self.outcome = outcome
    self.output = output
  }

  /// Starts a program in `directory`. `environment` is added to the test's own; `input` is a file
  /// for standard input.
  public static func start(
    _ program: String, _ arguments: [String], in directory: String,
    environment: [String: String] = [:], input: String = "/dev/null"
  ) async throws -> RunningCommand {
    let output = try TemporaryDirectory()
    // A shell that becomes the program: it redirects files without another library's types.
    let script = #"cd "$1" && exec <"$2" >"$3" 2>"$4" && shift 4 && exec "$@""#
    let words = ["-c", script, "sh", directory, input, output.file("out"), output.file("err")]
    var options = PlatformOptions()
    options.processGroupID = 0
    let configuration = Configuration(
      executable: .name("sh"), arguments: Arguments(words + [program] + arguments),
      environment: .inherit.updating(Self.keys(environment)), platformOptions: options)
    let (started, sink) = AsyncThrowingStream<Int32, any Error>.makeStream()
    let outcome = Task {
      do {
        let result = try await Subprocess.run(
          configuration, input: .none, output: .discarded, error: .discarded
        ) { sink.yield($0.processIdentifier.value) }
        return Self.status(result.terminationStatus)
      } catch {
        sink.finish(throwing: error)
        throw error
      }
    }
    for try await identifier in started {
      return RunningCommand(processIdentifier: identifier, outcome: outcome, output: output)
    }
    throw CancellationError()
  }

  /// Sends a signal to the process alone.
  public func send(_ signal: Int32) { kill(processIdentifier, signal) }

  /// Sends a signal to the process and its group, as a terminal does for Ctrl-C.
  public func sendToGroup(_ signal: Int32) { kill(-processIdentifier, signal) }

  /// Waits for the end. After `timeout` the group is killed and the status is `timedOut`.
  public func wait(timeout: Duration = .seconds(120)) async throws -> CommandResult {
    let watchdog = Task {
      try await Task.sleep(for: timeout)
      expired.withLock { $0 = true }
      sendToGroup(SIGKILL)
    }
    let status = try await outcome.value
    watchdog.cancel()
    return CommandResult(
      status: expired.withLock { $0 } ? .timedOut : status,
      standardOutput: standardOutput, standardError: standardError)
  }

  /// What it wrote so far.
  public var standardOutput: String { text("out") }
  public var standardError: String { text("err") }

  private func text(_ name: String) -> String {
    ((try? output.read(name)) ?? []).withUnsafeBytes { String(decoding: $0, as: UTF8.self) }
  }

  private static func keys(_ environment: [String: String]) -> [Environment.Key: String?] {
    var keys: [Environment.Key: String?] = [:]
    for (name, value) in environment { keys[Environment.Key(stringLiteral: name)] = value }
    return keys
  }

  private static func status(_ status: TerminationStatus) -> CommandResult.Status {
    switch status {
    case .exited(let code): .exited(Int(code))
    case .signaled(let number): .signaled(Int(number))
    }
  }
}
