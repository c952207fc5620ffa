import ArgumentParser
import Foundation
import WarraqCore
import WarraqRun

struct StatusCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "status",
    abstract: "Shows where a run stands: phases, time, books.")

  @Argument(help: "The run directory.")
  var directory: String

  @Flag(help: "Show the time of each stage in each phase; what is no stage stands in parentheses.")
  var stages = false

  @Flag(help: "Show the books by input and by shard.")
  var ledger = false

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let run = try RunDirectory(argument: directory).existing()
    var status = try RunStatus(run, library: .builtIn)
    if status.placement.executor != .local {
      status.cluster = await ClusterView(run, spec: status.placement, program: Session.program)
    }
    if json { return Console.print(try Console.json(status)) }
    Console.print("\(status.job): \(status.inputs) inputs, \(Console.bytes(status.bytes))")
    if let holder = status.coordinator { Console.print("coordinated by \(holder)") }
    Console.print(Console.table(phases(status)))
    if let last = status.last { show(last) }
    if stages { Console.print("\n" + Console.table(times(status))) }
    if let view = status.cluster { show(view) }
    Console.print("")
    Console.print(Console.table(ledger ? books(status) : totals(status)))
    Console.print(
      status.root.map { "\nreport \(run.reportDirectory)/index.html\nroot   \($0)" }
        ?? "\nno report yet: `warraq run` goes on, `warraq report` merges what is there")
  }

  private func phases(_ status: RunStatus) -> [[String]] {
    [["phase", "tasks", "open", "s", "CPU s", "MB", "documents"]]
      + status.phases.map { phase in
        [
          phase.name, "\(phase.done)", phase.open.isEmpty ? "-" : indices(phase.open),
          String(format: "%.1f", phase.seconds), String(format: "%.1f", phase.cpuSeconds),
          "\(phase.bytes / 1_000_000)", "\(phase.documents)",
        ]
      }
  }

  /// The time of the last command, and how much of it its tasks explain.
  private func show(_ last: RunStatus.Command) {
    let share = last.taskSeconds / max(0.001, last.seconds * Double(last.workers))
    Console.print(
      String(
        format: "\nlast command: %.1f s, in which tasks took %.1f s: %.0f %% of %d workers' time",
        last.seconds, last.taskSeconds, 100 * share, last.workers))
  }

  /// Seconds by phase and stage.
  private func times(_ status: RunStatus) -> [[String]] {
    let rows = status.phases.flatMap { phase in
      phase.stages.map { time in
        [
          phase.name, time.stage, String(format: "%.2f", time.seconds), "\(phase.documents)",
          "\(phase.bytes / 1_000_000)",
        ]
      }
    }
    return [["phase", "stage", "s", "documents", "MB"]] + rows
  }

  /// The cluster's side: what it holds of the run now.
  private func show(_ view: ClusterView) {
    if let problem = view.problem { Console.print("\nthe cluster cannot be asked: \(problem)") }
    guard !view.jobs.isEmpty else { return Console.print("\nno jobs on the cluster") }
    let header = ["job", "batch", "tasks", "done", "elements"]
    let rows = view.jobs.map { job in
      let states = job.states.sorted { $0.key < $1.key }.map { "\($0.value) \($0.key)" }
      return [
        "\(job.scheduler) \(job.job ?? "?")", job.batch, "\(job.tasks)", "\(job.done)",
        states.isEmpty ? "\(job.elements)" : states.joined(separator: ", "),
      ]
    }
    Console.print("\n" + Console.table([header] + rows))
    for reason in view.jobs.flatMap(\.reasons) { Console.print("  " + reason) }
  }

  private func indices(_ numbers: [Int]) -> String {
    numbers.prefix(8).map(String.init).joined(separator: ",") + (numbers.count > 8 ? ",..." : "")
  }

  private func totals(_ status: RunStatus) -> [[String]] {
    [Self.header, row("total", "", status.totals)]
  }

  private func books(_ status: RunStatus) -> [[String]] {
    var rows = [Self.header]
    let shards = Dictionary(grouping: status.shards, by: \.inputNumber)
    for input in status.byInput {
      let numbers = (shards[input.inputNumber] ?? []).compactMap(\.shard)
      let all = "all: " + indices(numbers)
      rows.append(row(Console.isolated(input.input), all, input.counts))
    }
    for shard in status.shards {
      rows.append(
        row(Console.isolated(shard.input), shard.shard.map(String.init) ?? "", shard.counts))
    }
    return rows + [row("total", "", status.totals)]
  }

  private static let header = [
    "input", "shard", "read", "kept", "rejected", "duplicate", "quarantined", "reasons",
  ]

  private func row(_ name: String, _ shard: String, _ counts: LedgerCounts) -> [String] {
    let reasons = counts.stages.flatMap { Array($0.rejected) + Array($0.quarantined) }
    return [
      name, shard, "\(counts.read)", "\(counts.kept)", "\(counts.rejected)", "\(counts.duplicate)",
      "\(counts.quarantined)",
      reasons.sorted { $0.key < $1.key }.map { "\($0.key)=\($0.value)" }.joined(separator: " "),
    ]
  }
}
