import ArgumentParser
import Foundation
import WarraqCore
import WarraqRun

/// The flags that say how a run is carried out.
struct RunOptions: ParsableArguments {
  @Option(help: "Worker processes. Default: one for each core.")
  var workers: Int?

  @Option(
    help: "Decoded bytes in a shard, 64MiB for example. Default: so that all workers have work.",
    transform: RunOptions.size)
  var shardSize: Int?

  @Option(help: "Memory for each worker.", transform: RunOptions.size)
  var memory: Int?

  @Flag(help: "Fail when part of the input cannot be read, instead of keeping what is whole.")
  var strict = false

  @Flag(help: "Print events as JSON lines on standard output.")
  var json = false

  @Flag(help: "Read inputs and outputs again instead of trusting sizes and times.")
  var verify = false

  @Option(help: "Seconds without progress after which a worker is taken to hang.")
  var stallTimeout = 300.0

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024")
    }
    if let shardSize, shardSize < 1024 {
      throw ValidationError("--shard-size takes at least 1024 bytes")
    }
    if let memory, memory < 32 << 20 {
      throw ValidationError("--memory takes at least 32MiB")
    }
    if !(stallTimeout > 0) { throw ValidationError("--stall-timeout takes a positive number") }
  }

  static func size(_ text: String) throws -> Int {
    guard let size = ByteSize.parse(text) else {
      throw ValidationError("'\(text)' is no size. Write 67108864, 64MiB or 64MB")
    }
    return size
  }

  var settings: RunSettings {
    RunSettings(
      workers: workers ?? Machine.cores, shardSize: shardSize, memory: memory ?? 384 << 20,
      strict: strict, verify: verify, stallTimeout: stallTimeout)
  }
}

extension RunDirectory {
  /// The directory that an argument names.
  init(argument: String) {
    let path = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
    self.init(
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
  }

  /// Checks that there is a run.
  func existing() throws -> RunDirectory {
    guard FileManager.default.fileExists(atPath: jobFile) else {
      throw WarraqError(
        .usage, "there is no run in \(path). Start one with `warraq run JOB INPUT... --run DIR`")
    }
    return self
  }
}
