/// Where tasks run.
public enum ExecutorKind: String, Codable, CaseIterable, Sendable {
  case local
  case slurm
  case ray
}

/// Where a job runs and what each of its tasks asks of a cluster: the `cluster` block of a job file, or
/// flags. Nothing here changes the report.
public struct ClusterSpec: Codable, Equatable, Sendable {
  public var executor = ExecutorKind.local
  /// Slurm's partition.
  public var partition: String?
  /// Slurm's account.
  public var account: String?
  /// The time limit of an element, in Slurm's words: `2:00:00`.
  public var time: String?
  /// Bytes of memory for each worker, as `--memory` says.
  public var memory: Int?
  /// Processors for each element.
  public var cpus: Int?
  /// Whatever else the scheduler's submission takes, one word each: `--constraint=avx2`.
  public var options: [String] = []
  /// Ray's dashboard: `http://head:8265`.
  public var address: String?

  /// What ``cpus`` can be.
  public static let cpuRange = 1...4096

  public init(executor: ExecutorKind = .local) { self.executor = executor }

  /// This block with what another one says instead.
  public func overridden(by other: ClusterSpec, executor: ExecutorKind?) -> ClusterSpec {
    var spec = self
    spec.executor = executor ?? spec.executor
    spec.partition = other.partition ?? partition
    spec.account = other.account ?? account
    spec.time = other.time ?? time
    spec.memory = other.memory ?? memory
    spec.cpus = other.cpus ?? cpus
    if !other.options.isEmpty { spec.options = other.options }
    spec.address = other.address ?? address
    return spec
  }

  /// Bytes to ask a scheduler for: what a worker may use, half as much again for what its documents
  /// need beside that, and the program.
  static func request(budget: Int) -> Int { budget * 3 / 2 + WorkerLimits.base }
}
