import WarraqCodecs
import WarraqCore

/// What a worker is asked to do: written by the coordinator, read by `warraq task`. Together with
/// `job.yml` it is all that a worker needs, on whatever machine.
struct TaskOrder: Codable, Sendable {
  var task: TaskID
  var key: Digest
  var generation: Int
  var parts: [String: Digest]
  var reason: String
  /// Bytes of memory that the task may use.
  var memory: Int
  /// Threads that a map task or the report may use.
  var lanes: Int
  var versions: FormatVersions
  /// Files of stages that must be what they were when the key was made.
  var files: [StageFile]
  var work: Work

  enum Work: Codable, Sendable {
    case split(SplitWork)
    case map(MapWork)
    case reduce(ReduceWork)
    case merge(MergeWork)
    case report(ReportWork)

    /// The list of files that the work refers to, where it has one.
    var upstream: String? {
      switch self {
      case .reduce(let work): work.upstream
      case .merge(let work): work.upstream
      case .report(let work): work.upstream
      case .split, .map: nil
      }
    }
  }
}

/// Decode an undividable stream once, and write the pieces that are missing.
struct SplitWork: Codable, Sendable {
  var input: String
  var inputName: String
  var stamp: InputStamp
  var description: InputDescription
  var plan: Digest
  var sizes: ShardSizes
  /// Pieces that are there already, by number.
  var present: [Int]
}

/// Read one shard: through the stages up to a round of a corpus stage, or through all of them.
struct MapWork: Codable, Sendable {
  var shard: Int
  /// The file to read, and its name for messages.
  var path: String
  var inputName: String
  /// What the input file must look like; `nil` for a spool file, which has a checksum.
  var stamp: InputStamp?
  var slice: ShardSlice
  /// Records that crash a process by themselves.
  var verdicts: [Verdict]
  /// What corpus stages decided, or sent to the shard in the round before, by `stage/round`.
  var messages: [String: [SectionReference]]
  /// The rounds that the pass over the documents serves; none: the last map phase, which counts.
  var targets: [RoundID]
  var partitions: Int
}

/// A round of a corpus stage.
struct RoundID: Codable, Hashable, Sendable {
  /// The stage's identifier in the job.
  var stage: String
  var round: Int

  /// `dedupe`, or `dedupe-2` for its second round.
  var name: String { round == 0 ? stage : "\(stage)-\(round + 1)" }
  /// The file that a map task writes for the round.
  var rows: String { name + ".rows" }
}

/// A part of a file of the run.
struct SectionReference: Codable, Sendable {
  var path: String
  var section: TaskOutput.Section
}

/// A record that must not be processed.
struct Verdict: Codable, Sendable {
  var ordinal: Int
  var reason: String

  /// The records of a shard that must not be processed.
  static func read(_ shard: Int, in run: RunDirectory) throws -> [Verdict] {
    try StableJSON.load([Verdict].self, from: run.verdictFile(shard)) ?? []
  }
}

/// Reduce the rows of one partition.
struct ReduceWork: Codable, Sendable {
  var round: RoundID
  var partition: Int
  /// Row files in corpus order, with shard numbers: one list for all tasks of the phase.
  var upstream: String
}

/// Merge one partition's partials of every statistic.
struct MergeWork: Codable, Sendable {
  var partition: Int
  var upstream: String
}

/// Render the report.
struct ReportWork: Codable, Sendable {
  var upstream: String
}

/// What a reduce, merge or report task reads. Stored once for all tasks of a phase, under its digest.
struct Upstream: Codable, Sendable {
  /// Attempt directories of the map tasks, in corpus order. For the report: what the first ordinals of
  /// ``facts`` belong to.
  var shards: [Source] = []
  /// For the report: attempt directories of the merge tasks.
  var tables: [String] = []
  /// For the report: evidence files by corpus stage.
  var evidence: [String: [String]] = [:]
  var facts: CorpusFacts?
  /// For the report: what is missing, a line each.
  var holes: [String] = []

  struct Source: Codable, Sendable {
    var shard: Int
    var directory: String
    /// The name of the shard's input, for reducers that ask for it.
    var input: String?
  }
}

/// What must be the same in every process that works on a run.
struct FormatVersions: Codable, Equatable, Sendable {
  var warraq: Int
  var unicode: String
  var icu: String
}
