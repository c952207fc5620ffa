import ArgumentParser
import Foundation
import WarraqCore
import WarraqRun

struct QuarantineCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "quarantine",
    abstract: "Lists the bad records of a run, writes them out, or tries them again.",
    discussion: """
      --replay reads the shards that hold bad records again, with the job and the program as they
      are now, and forgets which records crashed: what is good by now is counted, once.
      """)

  @Argument(help: "The run directory.")
  var directory: String

  @Flag(help: "Try the records again.")
  var replay = false

  @Option(help: "Write the raw records to this file, one a line, to mend them.")
  var export: String?

  @Flag(help: "Print JSON lines: the bad records, or the events of --replay.")
  var json = false

  @OptionGroup(title: "Options of --replay") var execution: ExecutionOptions

  func validate() throws {
    if !replay, let flag = execution.given.first {
      throw ValidationError("\(flag) says how --replay runs; nothing is run without it")
    }
  }

  func run() async throws {
    let run = try RunDirectory(argument: directory).existing()
    let quarantine = try Quarantine(run)
    if let export { try write(quarantine, to: export) }
    if replay { return try await replay(quarantine, run) }
    if json {
      for item in quarantine.items { Console.print(try Console.json(item)) }
    } else {
      list(quarantine)
    }
  }

  private func list(_ quarantine: Quarantine) {
    guard !quarantine.items.isEmpty else { return Console.print("no bad records") }
    let rows = quarantine.items.map { item in
      [
        Console.isolated(item.entry.input), "\(item.entry.shard)", "\(item.entry.ordinal)",
        item.inputOffset.map { "\($0)" } ?? "?", "\(item.entry.bytes)", item.entry.reason,
        item.entry.message,
      ]
    }
    let header = ["input", "shard", "record", "offset", "bytes", "reason", "message"]
    Console.print(Console.table([header] + rows))
  }

  private func write(_ quarantine: Quarantine, to path: String) throws {
    var bytes = Data()
    for item in quarantine.items {
      bytes.append(contentsOf: item.entry.rawBytes)
      bytes.append(UInt8(ascii: "\n"))
    }
    do {
      try bytes.write(to: URL(fileURLWithPath: path))
    } catch {
      throw WarraqError(.output, "cannot write \(path)", cause: error)
    }
  }

  private func replay(_ quarantine: Quarantine, _ run: RunDirectory) async throws {
    let session = try await Session(
      run: run, job: nil, inputs: [], options: execution,
      style: ProgressDisplay.style(json: json))
    try session.coordinator.replay(shards: quarantine.shards)
    let outcome = try await session.complete()
    let left = outcome.facts.counts.quarantined
    if !json {
      Console.print(
        "\(quarantine.items.count - left) of \(quarantine.items.count) bad records are good now")
    }
    try OutcomeText.end(outcome, json: json)
  }
}
