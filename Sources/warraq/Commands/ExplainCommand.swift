import ArgumentParser
import WarraqCore
import WarraqRun

struct ExplainCommand: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "explain",
    abstract:
      "Says why tasks ran or were skipped, what the next run would do, or what happened to a "
      + "document.",
    discussion: """
      Runs no task and writes nothing, also while another command works on the run.

      With --document it says what each stage made of a document, and shows what is kept instead of a \
      duplicate. An id is looked for in all inputs, and every document that has it is shown; \
      INPUT:N names record N of an input, #N the ordinal N of duplicates.tsv. Both count from 0. The \
      record is read again and taken through the stages, programs of command stages included.
      """)

  @Argument(help: "The run directory.")
  var directory: String

  @Argument(help: "Inputs of the next run. Without them, those of the run are looked at again.")
  var inputs: [String] = []

  @Option(help: "A job file to compare with, instead of the run's own.")
  var job: String?

  @Option(help: "Say what happened to this document: an id, INPUT:N or #N.")
  var document: String?

  @Flag(help: "Show all commands that worked on the run, not only the last one.")
  var all = false

  @Flag(help: "Print JSON.")
  var json = false

  func validate() throws {
    guard document != nil else { return }
    let others = [("inputs", !inputs.isEmpty), ("--job", job != nil), ("--all", all)]
    if let other = others.first(where: \.1) {
      throw ValidationError(
        "\(other.0): of no use with --document, which asks about the run as it is")
    }
  }

  func run() async throws {
    let run = try RunDirectory(argument: directory).existing()
    if let document { return try explain(document, of: run) }
    let job = try job.map {
      try Job.read(path: $0, registry: StageLibrary.builtIn.descriptors)
    }
    let explanation = try Coordinator.explain(
      run, job: job, inputs: inputs, library: .builtIn)
    if json { return Console.print(try Console.json(explanation)) }
    for command in all ? explanation.commands[...] : explanation.commands.suffix(1) {
      Console.print("\(command.began)  warraq \(command.command)")
      Console.print("  \(command.ran.count) tasks ran, \(command.skipped) skipped: same key")
      show(command.ran)
    }
    if let coordinator = explanation.coordinator {
      Console.print("\(coordinator) is at work on the run: what it has not finished is open here")
    }
    Console.print(
      explanation.next.isEmpty
        ? "The next run has nothing to do: all keys are the same."
        : "The next run would do:")
    show(explanation.next)
  }

  private func explain(_ document: String, of run: RunDirectory) throws {
    let inquiry = try DocumentInquiry(run, library: .builtIn)
    let found = try inquiry.find(document)
    for problem in found.unread {
      Console.error("warraq: there may be more documents of this id: \(problem)")
    }
    for (index, hit) in found.hits.enumerated() {
      let explanation = try inquiry.explain(hit)
      if json {
        Console.print(try Console.json(explanation))
      } else {
        if index > 0 { Console.print("") }
        DocumentText(explanation).show()
      }
    }
  }

  /// Tasks with the same reason on one line.
  private func show(_ lines: [Explanation.Line]) {
    var groups: [(reason: String, tasks: [String])] = []
    for line in lines {
      if groups.last?.reason == line.reason {
        groups[groups.count - 1].tasks.append(line.task)
      } else {
        groups.append((line.reason, [line.task]))
      }
    }
    for group in groups {
      let names =
        group.tasks.count <= 4
        ? group.tasks.joined(separator: " ")
        : "\(group.tasks[0]) ... \(group.tasks[group.tasks.count - 1]) (\(group.tasks.count) tasks)"
      Console.print("  \(names): \(group.reason)")
    }
  }
}
