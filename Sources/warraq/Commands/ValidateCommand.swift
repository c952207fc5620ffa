import ArgumentParser
import WarraqCore
import WarraqRun

struct ValidateCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "validate",
    abstract: "Checks a job file and prints it with every default spelled out.")

  @Argument(help: "The job file.")
  var job: String

  @Flag(help: "Print nothing when the file is right.")
  var quiet = false

  func run() throws {
    let job = try Job.read(path: job, registry: StageLibrary.builtIn.descriptors)
    try Coordinator.check(job, library: .builtIn)
    if !quiet { Console.print(job.resolvedYAML) }
  }
}
