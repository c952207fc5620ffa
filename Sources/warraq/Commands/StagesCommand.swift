import ArgumentParser
import WarraqCore
import WarraqRun

struct StagesCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "stages",
    abstract: "Lists every stage with its options and their defaults.")

  @Flag(help: "Print the JSON Schema of job files instead.")
  var schema = false

  func run() throws {
    let stages = StageLibrary.builtIn.descriptors
    if schema { return Console.print(Job.schema(registry: stages)) }
    for stage in stages {
      Console.print("\(stage.name)\n  \(stage.summary)")
      let rows = stage.options.map { option in
        ["  " + option.name, option.defaultText ?? "(required)", option.values, option.summary]
      }
      if !rows.isEmpty { Console.print(Console.table(rows)) }
      Console.print("")
    }
  }
}
