import WarraqCore

/// The names of everything in a run directory. All paths that are stored in files are relative to it,
/// so that a run can be moved.
public struct RunDirectory: Sendable {
  /// The directory, absolute.
  public let path: String
  /// Whether nothing may be written there. What is planned or numbered then stays in memory.
  private(set) var isReadOnly = false

  public init(_ path: String) { self.path = path }

  /// The same directory, only to be looked at.
  var readOnly: RunDirectory {
    var run = self
    run.isReadOnly = true
    return run
  }

  public var jobFile: String { path + "/job.yml" }
  var corpusFile: String { path + "/corpus.json" }
  var shardsFile: String { path + "/shards.jsonl" }
  var historyFile: String { path + "/history.jsonl" }
  /// Generations that a rerun asked for and has not reached yet.
  var rerunFile: String { path + "/rerun.json" }
  /// Who coordinates, and who did.
  var coordinatorsDirectory: String { path + "/coordinators" }
  func coordinatorFile(_ number: Int) -> String {
    coordinatorsDirectory + "/\(Self.number(number)).json"
  }
  /// What a coordinator says that runs as a job.
  public var coordinatorLog: String { path + "/coordinator.log" }
  /// What was given to schedulers.
  var clusterDirectory: String { path + "/cluster" }
  public var reportDirectory: String { path + "/report" }

  func planFile(_ plan: Digest) -> String { path + "/plans/\(plan).json" }
  func verdictFile(_ shard: Int) -> String { path + "/verdicts/\(Self.number(shard)).json" }
  func quarantineFile(_ shard: Int) -> String {
    path + "/quarantine/\(Self.number(shard)).jsonl.zst"
  }

  func taskDirectory(_ task: TaskID) -> String { path + "/tasks/" + task.name }
  func orderFile(_ task: TaskID) -> String { taskDirectory(task) + "/order.json" }
  func manifestFile(_ task: TaskID, key: Digest, generation: Int) -> String {
    taskDirectory(task) + "/g\(generation)-\(key.hex.prefix(16)).json"
  }
  /// What the task's attempts said on standard error.
  public func logFile(_ task: TaskID) -> String { taskDirectory(task) + ".log" }
  func dataDirectory(_ task: TaskID) -> String { path + "/data/" + task.name }

  /// A path in the run as files store it.
  func relative(_ absolute: String) -> String {
    absolute.hasPrefix(path + "/") ? String(absolute.dropFirst(path.count + 1)) : absolute
  }

  func absolute(_ stored: String) -> String {
    stored.hasPrefix("/") ? stored : path + "/" + stored
  }

  static func number(_ index: Int) -> String {
    let digits = String(index)
    return String(repeating: "0", count: max(0, 5 - digits.count)) + digits
  }
}

/// The name of a task: a phase and an index in it.
public struct TaskID: Codable, Hashable, Comparable, Sendable, CustomStringConvertible {
  public var phase: String
  public var index: Int

  public init(phase: String, index: Int) {
    self.phase = phase
    self.index = index
  }

  /// `count/00017`, also a path.
  public var name: String { phase + "/" + RunDirectory.number(index) }
  public var description: String { "\(phase)/\(index)" }

  public static func < (a: Self, b: Self) -> Bool {
    a.phase != b.phase ? a.phase < b.phase : a.index < b.index
  }
}
