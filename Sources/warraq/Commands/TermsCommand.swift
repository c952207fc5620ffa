import ArgumentParser
import Foundation
import WarraqCore
import WarraqRun

struct TermsCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "terms",
    abstract: "Prints the most frequent terms of some files, without a job file.",
    discussion: """
      Normalises, drops exact duplicates and counts. The run is thrown away unless --run names a
      directory for it.
      """)

  @Argument(help: "Files, folders, patterns, or - for standard input.")
  var files: [String]

  @Option(help: "How many terms to print.")
  var top = 50

  @Option(help: "Languages whose stop words are left out, ar for example. Repeatable.")
  var stopWords: [String] = []

  @Option(name: .customLong("run"), help: "Keep the run in this directory.")
  var directory: String?

  @OptionGroup var options: RunOptions

  func run() async throws {
    let temporary =
      NSTemporaryDirectory() + "/warraq-terms-\(ProcessInfo.processInfo.processIdentifier)"
    let run = RunDirectory(argument: directory ?? temporary)
    defer { if directory == nil { try? FileManager.default.removeItem(atPath: run.path) } }
    let words = stopWords.map { "\"\($0)\"" }.joined(separator: ", ")
    let yaml = """
      name: terms
      stages:
        - normalize
        - dedupe: { kind: exact }
        - terms: { stopWords: [\(words)] }
        - lengths
      """
    let job = try Job.parse(
      yaml: yaml, path: FileManager.default.currentDirectoryPath + "/terms",
      registry: StageLibrary.builtIn.descriptors)
    let session = try await Session(
      run: run, job: job, inputs: files, options: options.execution,
      style: options.json ? .json : Console.isTerminal ? .bar : .quiet)
    let outcome = try await session.complete()
    try TermTable.show(outcome.report + "/terms.tsv", top: top, json: options.json)
    if options.json { return try OutcomeText.end(outcome, json: true) }
    OutcomeText.warn(outcome)
    if !outcome.isComplete { throw ExitCode(ExitStatus.incomplete) }
  }
}
