import ArgumentParser
import WarraqRun

/// The flags that say how tasks are carried out.
struct ExecutionOptions: ParsableArguments {
  @OptionGroup var division: DivisionOptions

  @OptionGroup(title: "Where it runs") var cluster: ClusterOptions

  @Option(
    help: "Memory for each worker. Default: 384MiB, or less where there is less.",
    transform: DivisionOptions.size)
  var memory: Int?

  @Flag(help: "Fail when part of the input cannot be read, instead of keeping what is whole.")
  var strict = false

  @Flag(help: "Read inputs and outputs again instead of trusting sizes and times.")
  var verify = false

  @Option(help: "Seconds without progress after which a worker is taken to hang. Default: 300.")
  var stallTimeout: Double?

  func validate() throws {
    if let memory, memory < 32 << 20 {
      throw ValidationError("--memory takes at least 32MiB")
    }
    if let stallTimeout, !(stallTimeout > 0) {
      throw ValidationError("--stall-timeout takes a positive number")
    }
  }

  var settings: RunSettings {
    var settings = division.settings
    settings.strict = strict
    settings.verify = verify
    settings.stallTimeout = stallTimeout ?? settings.stallTimeout
    return settings
  }

  /// The names of the flags that were given.
  var given: [String] {
    let flags = [
      ("--workers", division.workers != nil), ("--shard-size", division.shardSize != nil),
      ("--memory", memory != nil), ("--strict", strict), ("--verify", verify),
      ("--stall-timeout", stallTimeout != nil),
    ]
    return flags.filter(\.1).map(\.0) + cluster.given
  }
}
