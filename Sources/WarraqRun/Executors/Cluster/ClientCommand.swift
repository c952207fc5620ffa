import Foundation
import Subprocess
import SystemPackage
import WarraqCore

/// Runs the client programs of schedulers: `sbatch`, `squeue`, `curl`.
struct ClientCommand: Sendable {
  struct Answer: Sendable {
    var output: String
    var errors: String
    var status: Int32
  }

  /// Seconds after which a client is given up: some wait for minutes when their server is away.
  var timeout: Double

  /// - Throws: `command` where the program is not there, or does not end in time. Its exit status is for
  ///   the caller to judge.
  func run(_ program: String, _ arguments: [String], input: String = "") async throws -> Answer {
    // timeout(1) of coreutils ends what does not end by itself.
    let words = ["--signal=KILL", "\(timeout)", program] + arguments
    // A task of its own: a submission that is cancelled half-way could have succeeded.
    let started = Task.detached {
      try await Subprocess.run(
        .name("timeout"), arguments: Arguments(words), environment: Self.environment,
        input: .string(input),
        output: .string(limit: 64 << 20), error: .string(limit: 1 << 20))
    }
    let result: Outcome
    do {
      result = try await started.value
    } catch {
      throw WarraqError(.command, "cannot start \(program)", cause: error)
    }
    guard case .exited(let status) = result.terminationStatus, status != 137 else {
      throw WarraqError(
        .command, "\(program) gave no answer within \(Int(timeout)) s: its server is away")
    }
    return Answer(
      output: result.standardOutput, errors: Self.brief(result.standardError), status: status)
  }

  /// This process's, without what a user has set to see less, or otherwise, at a terminal:
  /// `SQUEUE_PARTITION` would hide the run's own jobs.
  private static var environment: Environment {
    let names = ProcessInfo.processInfo.environment.keys.filter { name in
      ["SQUEUE_", "SINFO_", "SCANCEL_"].contains { name.hasPrefix($0) }
    }
    return .inherit.updating(
      Dictionary(
        uniqueKeysWithValues: names.map { (Environment.Key(stringLiteral: $0), String?.none) }))
  }

  private typealias Outcome = ExecutionResult<Void, StringOutput<UTF8>, StringOutput<UTF8>>

  /// What a program complains about, on one line.
  private static func brief(_ text: String) -> String {
    text.split(separator: "\n").joined(separator: "; ")
  }
}
