import ArgumentParser
import WarraqRun

/// The flags of commands that run something.
struct RunOptions: ParsableArguments {
  @OptionGroup var execution: ExecutionOptions

  @Flag(help: "Print events as JSON lines on standard output.")
  var json = false
}
