import ArgumentParser
import WarraqCore
import WarraqRun

struct RunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "run",
    abstract: "Runs a job over inputs, or goes on with a run that was stopped.",
    discussion: """
      Inputs are files, folders, patterns, or - for standard input: JSON lines or text, plain or
      compressed with zstd, gzip, bzip2 or xz. Without inputs, those of the run are looked at again.
      What is done is kept; what changed since, and what depends on it, is done again.

      Exit status: 0 complete (quarantined records included), 3 part of the input could not be read,
      2 wrong usage, 130 stopped by a signal, 1 anything else.
      """)

  @Argument(help: "The job file, Jobs/news-frequency.yml for example.")
  var job: String

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var inputs: [String] = []

  @Option(name: .customLong("run"), help: "The run directory; made if it does not exist.")
  var directory: String

  @Flag(help: "Leave the coordinator to the cluster as a job of its own, and return.")
  var detach = false

  @OptionGroup var options: RunOptions

  func run() async throws {
    let job = try Job.read(path: job, registry: StageLibrary.builtIn.descriptors)
    if detach { return try await Detachment(job, inputs, directory, options).run() }
    let session = try await Session(
      run: RunDirectory(argument: directory), job: job, inputs: inputs,
      options: options.execution, style: ProgressDisplay.style(json: options.json))
    try OutcomeText.end(try await session.complete(), json: options.json)
  }
}
