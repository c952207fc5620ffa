import ArgumentParser
import WarraqCore
import WarraqRun

struct RerunCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "rerun",
    abstract: "Does the work of single shards again, and what depends on them.",
    discussion: """
      Everything that was computed from the shard alone is computed anew. Where the result is the
      same, nothing else is touched; where it differs, what depends on it is merged again.
      """)

  @Argument(help: "The run directory.")
  var directory: String

  @Option(help: "The number of a shard, as status and error messages name it. Repeatable.")
  var shard: [Int]

  @OptionGroup var options: RunOptions

  func validate() throws {
    if shard.isEmpty { throw ValidationError("name at least one --shard") }
  }

  func run() async throws {
    let session = try await Session(
      run: try RunDirectory(argument: directory).existing(), job: nil, inputs: [],
      options: options.execution, style: ProgressDisplay.style(json: options.json))
    try session.coordinator.rerun(shards: shard)
    try OutcomeText.end(try await session.complete(), json: options.json)
  }
}
