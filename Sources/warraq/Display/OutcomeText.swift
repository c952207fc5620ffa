import ArgumentParser
import Foundation
import WarraqCore
import WarraqRun

/// What is printed when a run has ended.
enum OutcomeText {
  /// Prints the summary, or its JSON event, and throws the exit status of an incomplete run.
  static func end(_ outcome: RunOutcome, json: Bool) throws {
    if json {
      Console.print(try Console.json(Event(outcome)))
    } else {
      show(outcome)
    }
    if !outcome.isComplete { throw ExitCode(ExitStatus.incomplete) }
  }

  private static func show(_ outcome: RunOutcome) {
    let counts = outcome.facts.counts
    Console.print(
      Console.table([
        ["read", Console.number(counts.read)],
        ["kept", Console.number(counts.kept)],
        ["rejected", Console.number(counts.rejected)],
        ["duplicate", Console.number(counts.duplicate)],
        ["quarantined", Console.number(counts.quarantined)],
        ["report", outcome.report + "/index.html"],
        ["root", outcome.root],
      ]))
    warn(outcome)
  }

  /// Names what the report does not cover.
  static func warn(_ outcome: RunOutcome) {
    guard !outcome.isComplete else { return }
    let facts = outcome.facts
    let share = 100 * Double(facts.coveredBytes) / Double(max(1, facts.totalBytes))
    Console.error(
      String(format: "warraq: the report covers %.4f %% of the input:", min(share, 99.9999)))
    for hole in facts.holes { Console.error("  " + hole) }
  }

  private struct Event: Encodable {
    let event = "complete"
    let read: Int
    let kept: Int
    let rejected: Int
    let duplicate: Int
    let quarantined: Int
    let coveredBytes: Int
    let totalBytes: Int
    let holes: [String]
    let report: String
    let root: String
    let tasksRun: Int
    let tasksSkipped: Int

    init(_ outcome: RunOutcome) {
      let facts = outcome.facts
      read = facts.counts.read
      kept = facts.counts.kept
      rejected = facts.counts.rejected
      duplicate = facts.counts.duplicate
      quarantined = facts.counts.quarantined
      coveredBytes = facts.coveredBytes
      totalBytes = facts.totalBytes
      holes = facts.holes
      report = outcome.report
      root = outcome.root
      tasksRun = outcome.tasksRun
      tasksSkipped = outcome.tasksSkipped
    }
  }
}
