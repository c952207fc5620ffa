import ArgumentParser
import Glibc
import WarraqCore

/// The `warraq` program: commands parse, wire and print; the work is in the libraries.
struct Warraq: AsyncParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "warraq",
    abstract: "Turns news dumps into exact term reports, shard by shard.",
    discussion: """
      Start with:
        warraq terms dump.jsonl.zst
        warraq run Jobs/news-frequency.yml dump.jsonl.zst --run runs/dump

      Exit status: 0 complete, 2 wrong usage, 3 part of the input could not be read, 130 stopped by
      a signal, 1 anything else.
      """,
    version: "0.1.0",
    subcommands: [
      RunCommand.self, TermsCommand.self, PlanCommand.self, StatusCommand.self, RerunCommand.self,
      ExplainCommand.self, QuarantineCommand.self, ReportCommand.self, ValidateCommand.self,
      StagesCommand.self, TaskCommand.self,
    ])
}

@main
enum Main {
  static func main() async {
    signal(SIGPIPE, SIG_IGN)
    do {
      var command = try Warraq.parseAsRoot()
      if var asynchronous = command as? any AsyncParsableCommand {
        try await asynchronous.run()
      } else {
        try command.run()
      }
    } catch {
      exit(ExitStatus.report(error))
    }
  }
}
