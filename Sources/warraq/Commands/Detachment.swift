import Foundation
import WarraqCore
import WarraqRun

/// Hands `warraq run` over to the cluster: the same command, without `--detach`, as a job.
struct Detachment {
  private let job: Job
  private let inputs: [String]
  private let run: RunDirectory
  private let options: RunOptions

  init(_ job: Job, _ inputs: [String], _ directory: String, _ options: RunOptions) {
    self.job = job
    self.inputs = inputs
    run = RunDirectory(argument: directory)
    self.options = options
  }

  func run() async throws {
    if inputs.contains("-") {
      throw WarraqError(.usage, "--detach cannot take standard input along: name a file")
    }
    if let holder = run.coordinator {
      throw WarraqError(.locked, "\(run.path) belongs to another coordinator: \(holder)")
    }
    let execution = options.execution
    let spec = try execution.placed(job, in: run).cluster
    guard
      let scheduler = ExecutorChoice.scheduler(
        spec, run: run, program: Session.program,
        memory: spec.memory ?? execution.settings.memory, throttle: nil)
    else { throw WarraqError(.usage, "--detach needs a cluster: --executor slurm") }
    _ = try await scheduler.check()
    let arguments = CommandLine.arguments.dropFirst().filter { $0 != "--detach" }
    let id = try await scheduler.detach(Array(arguments))
    if options.json {
      return Console.print(try Console.json(["event": "detached", "job": id]))
    }
    Console.print(
      "the coordinator is \(scheduler.name) job \(id); `warraq status \(run.path)` shows how far the run "
        + "is, \(run.coordinatorLog) what the coordinator says")
  }
}
