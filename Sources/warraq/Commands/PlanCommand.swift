import ArgumentParser
import Dispatch
import Glibc
import WarraqCore
import WarraqRun

struct PlanCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what a run would do: shards, phases, predicted memory, disk and time.",
    discussion: """
      Runs nothing and writes nothing. Predictions come from measured constants, or with --simulate from
      what the job takes on a sample of the inputs, in a temporary directory. --workers are then those
      of each machine.
      """)

  @Argument(help: "The job file.")
  var job: String

  @Argument(help: "Files, folders or patterns.")
  var inputs: [String]

  @OptionGroup var division: DivisionOptions

  @OptionGroup(title: "Simulation") var simulation: SimulationFlags

  @Flag(help: "Print JSON.")
  var json = false

  func run() async throws {
    let job = try Job.read(path: job, registry: StageLibrary.builtIn.descriptors)
    if let options = simulation.options(division, program: Session.program) {
      return try await simulate(job, options)
    }
    let plan = try RunPlan(
      job: job, inputs: inputs, settings: division.settings, library: .builtIn)
    if json { return Console.print(try Console.json(plan)) }
    Console.print(
      "\(plan.job): \(plan.inputs) inputs, \(Console.bytes(plan.bytes)) on disk, about "
        + "\(Console.bytes(plan.decodedBytes)) decoded\n"
        + "\(plan.shards) shards of about \(Console.bytes(plan.shardSize)), \(plan.partitions) "
        + "partitions, \(plan.workers) workers\n")
    let rows = plan.phases.map { phase in
      [phase.name, "\(phase.tasks)", Console.duration(phase.seconds), phase.what]
    }
    Console.print(Console.table([["phase", "tasks", "time", "a task"]] + rows))
    Console.print(
      "\nmemory about \(Console.bytes(plan.memory)), disk about \(Console.bytes(plan.disk)), time "
        + "about \(Console.duration(plan.seconds))")
    for stage in plan.notes {
      for note in stage.notes {
        Console.print("\n\(stage.stage): \(note.title)\n")
        Console.print(Console.table([note.columns] + note.rows))
      }
    }
  }

  private func simulate(_ job: Job, _ options: SimulationOptions) async throws {
    guard !inputs.contains("-") else {
      throw ValidationError("--simulate reads inputs twice: name a file instead of -")
    }
    let inputs = inputs
    let work = Task {
      try await Simulation(job: job, inputs: inputs, options: options, library: .builtIn)
    }
    // A sample that is stopped leaves nothing behind; who is in a hurry asks twice.
    let signals = [SIGINT, SIGTERM].map { number in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler {
        if work.isCancelled { _exit(ExitStatus.interrupted) }
        work.cancel()
      }
      source.resume()
      return source
    }
    defer { for source in signals { source.cancel() } }
    let simulation: Simulation
    do {
      simulation = try await work.value
    } catch  where work.isCancelled {
      throw WarraqError(.interrupted, "stopped; the sample is gone")
    }
    if json { return Console.print(try Console.json(simulation)) }
    SimulationText.show(simulation)
  }
}
