import ArgumentParser
import WarraqCore
import WarraqRun

struct ReportCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "report",
    abstract: "Merges what is there and renders the report, also when shards are missing.",
    discussion: """
      Shards that have not been read are left out; the report says how much it covers and names
      them. Exit status 3 then.
      """)

  @Argument(help: "The run directory.")
  var directory: String

  @OptionGroup var options: RunOptions

  func run() async throws {
    let session = try await Session(
      run: try RunDirectory(argument: directory).existing(), job: nil, inputs: [],
      options: options.execution, style: ProgressDisplay.style(json: options.json))
    try OutcomeText.end(try await session.complete(partial: true), json: options.json)
  }
}
