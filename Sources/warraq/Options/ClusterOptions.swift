public import ArgumentParser
public import WarraqRun

/// The flags that say where tasks run, and what they ask of a cluster. They go before what the job file
/// says under `cluster`.
struct ClusterOptions: ParsableArguments {
  @Option(help: "Run tasks on this machine, on Slurm or on Ray: local, slurm or ray.")
  var executor: ExecutorKind?

  @Option(help: "Slurm's partition.")
  var partition: String?

  @Option(help: "Slurm's account.")
  var account: String?

  @Option(help: "Slurm's time limit of each job: 2:00:00.")
  var time: String?

  @Option(help: "Processors that each job asks for. Default: 1.")
  var cpus: Int?

  @Option(
    parsing: .unconditionalSingleValue,
    help: "One more option of sbatch: --scheduler-option=--constraint=avx2. Repeatable.")
  var schedulerOption: [String] = []

  @Option(help: "Ray's dashboard. Default: $RAY_API_SERVER_ADDRESS, or http://127.0.0.1:8265.")
  var address: String?

  func validate() throws {
    if let cpus, !ClusterSpec.cpuRange.contains(cpus) {
      throw ValidationError("--cpus takes a number from 1 to \(ClusterSpec.cpuRange.upperBound)")
    }
  }

  /// What the flags say; the executor apart, since a job file's stands where no flag does.
  var spec: ClusterSpec {
    var spec = ClusterSpec()
    spec.partition = partition
    spec.account = account
    spec.time = time
    spec.cpus = cpus
    spec.options = schedulerOption
    spec.address = address
    return spec
  }

  /// The names of the flags that were given.
  var given: [String] {
    let flags = [
      ("--executor", executor != nil), ("--partition", partition != nil),
      ("--account", account != nil), ("--time", time != nil), ("--cpus", cpus != nil),
      ("--scheduler-option", !schedulerOption.isEmpty), ("--address", address != nil),
    ]
    return flags.filter(\.1).map(\.0)
  }
}

extension ExecutorKind: ExpressibleByArgument {}
