import ArgumentParser
import WarraqRun

/// The flags of a simulated run.
struct SimulationFlags: ParsableArguments {
  @Option(
    name: .customLong("simulate"),
    help: ArgumentHelp(
      "Run the job on a sample and work out what it takes on so many machines like this one.",
      valueName: "nodes"))
  var nodes: Int?

  @Option(
    help: "Decoded bytes of the corpus, 1TB for example: as if there were more such inputs.",
    transform: DivisionOptions.size)
  var corpusSize: Int?

  @Option(
    help: "Bytes a second of the file system that the machines share. Default: 5GB.",
    transform: DivisionOptions.size)
  var bandwidth: Int?

  @Option(help: "Seconds for each phase until a scheduler has begun and ended it. Default: 5.")
  var latency: Double?

  @Option(help: "Seconds that the sample may take. Default: 20.")
  var sampleTime: Double?

  func validate() throws {
    if let nodes, !(1...100_000).contains(nodes) {
      throw ValidationError("--simulate takes a number of machines from 1 to 100000")
    }
    if let bandwidth, bandwidth < 1 { throw ValidationError("--bandwidth takes a positive size") }
    if let latency, !(latency >= 0) { throw ValidationError("--latency takes a number of seconds") }
    if let sampleTime, !(sampleTime > 0) {
      throw ValidationError("--sample-time takes a positive number of seconds")
    }
    guard nodes == nil else { return }
    for (name, isGiven) in [
      ("--corpus-size", corpusSize != nil), ("--bandwidth", bandwidth != nil),
      ("--latency", latency != nil), ("--sample-time", sampleTime != nil),
    ] where isGiven {
      throw ValidationError("\(name) belongs to --simulate")
    }
  }

  /// What is to be simulated, if anything is.
  func options(_ division: DivisionOptions, program: String) -> SimulationOptions? {
    nodes.map { nodes in
      var options = SimulationOptions(
        nodes: nodes, workers: division.settings.workers, corpusSize: corpusSize,
        shardSize: division.shardSize, program: program)
      options.bandwidth = bandwidth ?? options.bandwidth
      options.latency = latency ?? options.latency
      options.sampleSeconds = sampleTime ?? options.sampleSeconds
      return options
    }
  }
}
