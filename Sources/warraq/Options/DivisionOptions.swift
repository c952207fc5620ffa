import ArgumentParser
import WarraqRun

/// The flags that say into how much work a corpus is divided.
struct DivisionOptions: ParsableArguments {
  @Option(help: "Worker processes, or jobs at one time. Default: one for each core.")
  var workers: Int?

  @Option(
    help:
      "Decoded bytes in a shard, 64MiB for example. Default: as the work takes, smaller ones last.",
    transform: DivisionOptions.size)
  var shardSize: Int?

  func validate() throws {
    if let workers, !(1...1024).contains(workers) {
      throw ValidationError("--workers takes a number from 1 to 1024")
    }
    if let shardSize, shardSize < 1024 {
      throw ValidationError("--shard-size takes at least 1024 bytes")
    }
  }

  static func size(_ text: String) throws -> Int {
    guard let size = ByteSize.parse(text) else {
      throw ValidationError("'\(text)' is no size. Write 67108864, 64MiB or 64MB")
    }
    return size
  }

  var settings: RunSettings {
    RunSettings(workers: workers ?? Machine.cores, shardSize: shardSize)
  }
}
