import ArgumentParser
import Glibc
import WarraqCore
import WarraqRun

struct TaskCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "task",
    abstract: "Carries out one task of a run: what workers and schedulers call.",
    discussion: """
      The coordinator has written the task's order into the run directory. Exit status: 0 done, 75
      try again, anything else is permanent.
      """)

  @Option(name: .customLong("run"), help: "The run directory.")
  var directory: String

  @Option(help: "The task's phase.")
  var phase: String?

  @Option(help: "The task's index in the phase.")
  var index: Int?

  @Option(help: "Only these records of a map task, 10..<20 for example; nothing is published.")
  var records: String?

  @Option(help: "A batch of a cluster, whose element --element this process is.")
  var batch: String?

  @Option(help: "The element's number in the batch.")
  var element: Int?

  @Flag(help: "Take tasks from standard input, a line `PHASE INDEX` each, until it closes.")
  var serve = false

  func validate() throws {
    guard serve || (phase != nil && index != nil) || (batch != nil && element != nil) else {
      throw ValidationError(
        "name a task with --phase and --index, or an element with --batch and --element, or use --serve"
      )
    }
    if records != nil, range == nil {
      throw ValidationError("--records takes a range such as 10..<20")
    }
  }

  private var range: Range<Int>? {
    let ends = (records ?? "").split(separator: "..<").compactMap { Int($0) }
    return ends.count == 2 && ends[0] <= ends[1] ? ends[0]..<ends[1] : nil
  }

  func run() async throws {
    let run = RunDirectory(argument: directory)
    if serve { return WorkerLoop(run: run, library: .builtIn).serve() }
    if let batch, let element {
      let status = try await ElementRunner(
        run: run, batch: batch, element: element, program: Session.program
      ).serve()
      if status != TaskStatus.done { throw ExitCode(status) }
      return
    }
    guard let phase, let index else { return }
    let runner = TaskRunner(run: run, library: .builtIn)
    let reporter = TaskReporter()
    let signals = runner.endWhenTold(reporter) { Console.error("warraq: \($0)") }
    defer { signals.cancel() }
    do {
      try runner.perform(
        TaskID(phase: phase, index: index), probe: range, reporting: reporter)
      if range != nil { Console.print(TaskRunner.survived) }
    } catch {
      Console.error("warraq: \(error)")
      throw ExitCode(error.taskStatus)
    }
  }
}
