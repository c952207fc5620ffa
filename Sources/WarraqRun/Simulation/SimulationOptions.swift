/// The machines that a simulation imagines, and what it may take itself.
public struct SimulationOptions: Sendable {
  /// Machines like this one. One stands for a run with the local executor, on the local disk.
  public var nodes: Int
  /// Worker processes of each machine.
  public var workers: Int
  /// Decoded bytes of the corpus; `nil`: those of the inputs. Otherwise there are as many inputs like the
  /// given ones as it takes.
  public var corpusSize: Int?
  /// Decoded bytes in a shard; `nil`: as a run would choose.
  public var shardSize: Int?
  /// Bytes a second that all machines together read from and write to the file system they share.
  public var bandwidth: Int
  /// Seconds for each phase until a scheduler has begun its tasks and their end has been noticed.
  public var latency: Double
  /// Seconds that the sample may take.
  public var sampleSeconds: Double
  /// The `warraq` program, for the workers of the sample.
  public var program: String

  public init(
    nodes: Int, workers: Int, corpusSize: Int? = nil, shardSize: Int? = nil,
    bandwidth: Int = 5_000_000_000, latency: Double = 5, sampleSeconds: Double = 20,
    program: String
  ) {
    self.nodes = nodes
    self.workers = workers
    self.corpusSize = corpusSize
    self.shardSize = shardSize
    self.bandwidth = bandwidth
    self.latency = latency
    self.sampleSeconds = sampleSeconds
    self.program = program
  }

  var isLocal: Bool { nodes == 1 }
  var slots: Int { nodes * workers }
  /// Processes that a scheduler is given for the tasks of a phase: several for each slot, as far as an array
  /// goes.
  var elements: Int { min(CostModel.elements, max(64, 4 * slots)) }
  /// Tasks that run at one time.
  var concurrency: Int { isLocal ? slots : min(slots, elements) }
}
