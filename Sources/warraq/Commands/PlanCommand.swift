import ArgumentParser
import WarraqCore
import WarraqRun

struct PlanCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "plan",
    abstract: "Shows what a run would do: shards, phases, predicted memory, disk and time.",
    discussion: "Runs nothing and writes nothing. Predictions come from measured constants.")

  @Argument(help: "The job file.")
  var job: String

  @Argument(help: "Files, folders or patterns.")
  var inputs: [String]

  @OptionGroup var division: DivisionOptions

  @Flag(help: "Print JSON.")
  var json = false

  func run() throws {
    let job = try Job.read(path: job, registry: StageLibrary.builtIn.descriptors)
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
}
