import WarraqCodecs
public import WarraqCore

/// What a task left behind: published once it is complete, never changed. Manifests are the truth of
/// a run.
public struct TaskManifest: Codable, Sendable {
  public var task: TaskID
  /// The identity of all that the task read and did. Equal keys, equal outputs.
  public var key: Digest
  /// Rises with every `rerun`; the highest one is current.
  public var generation: Int
  /// What the key is made of, by name: inputs, options, versions.
  public var parts: [String: Digest]
  /// Why the task was run.
  public var reason: String
  /// The attempt's directory, relative to the run.
  public var directory: String
  public var outputs: [String: TaskOutput]
  /// The books of a map task.
  public var ledger: LedgerCounts?
  /// What a map task read of its slice.
  public var reading: ReadingFacts?
  /// How to read the piece of a stream that a split task wrote.
  var piece: ShardSlice?
  /// The report's root hash.
  public var root: String?
  public var seconds: Double
  public var cpuSeconds: Double
  /// Of a map task: seconds of its threads by stage, and by what is no stage (``StageClock``).
  public var stageSeconds: [String: Double]?
  /// What the worker took of its machine meanwhile.
  var usage: TaskUsage?
  public var host: String

  /// The path of one of its outputs, relative to the run.
  func path(of output: String) -> String { directory + "/" + output }
}

/// A file that a task wrote.
public struct TaskOutput: Codable, Sendable {
  public var bytes: Int
  /// The digest of the file, or of its sections where it has them.
  public var digest: Digest
  /// The parts that other tasks read by themselves: digests by partition or shard number.
  public var sections: [Int: Section]?

  public struct Section: Codable, Sendable {
    public var offset: Int
    public var length: Int
    public var digest: Digest
  }
}

/// How much of a slice could be read.
public struct ReadingFacts: Codable, Equatable, Sendable {
  public var records: Int
  public var decodedBytes: Int
  /// Bytes on disk whose content was read; less than `diskBytes` when something is damaged.
  public var coveredBytes: Int
  public var diskBytes: Int
}
