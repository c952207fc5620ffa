/// How a run is carried out. Nothing here changes the report.
public struct RunSettings: Sendable {
  public var workers: Int
  /// Decoded bytes in a shard; `nil`: as ``ShardSizes`` has it.
  public var shardSize: Int?
  /// Bytes of memory for each worker.
  public var memory: Int
  /// Treat damaged input as an error instead of keeping what is whole.
  public var strict: Bool
  /// Hash inputs and outputs again instead of trusting sizes and times.
  public var verify: Bool
  /// Attempts at a task before it counts as failed.
  public var attempts: Int
  /// Seconds without progress after which a worker is taken to hang.
  public var stallTimeout: Double
  /// Threads in a worker; `nil`: this machine's cores are shared among the workers.
  public var lanes: Int?

  public init(
    workers: Int, shardSize: Int? = nil, memory: Int = 384 << 20, strict: Bool = false,
    verify: Bool = false, attempts: Int = 4, stallTimeout: Double = 300, lanes: Int? = nil
  ) {
    self.workers = workers
    self.shardSize = shardSize
    self.memory = memory
    self.strict = strict
    self.verify = verify
    self.attempts = attempts
    self.stallTimeout = stallTimeout
    self.lanes = lanes
  }
}
