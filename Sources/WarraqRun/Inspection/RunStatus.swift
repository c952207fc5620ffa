public import WarraqCore

/// Where a run stands, read from its manifests. Looking at a run never changes it.
public struct RunStatus: Codable, Sendable {
  public struct Phase: Codable, Sendable {
    public var name: String
    /// Tasks with a manifest.
    public var done: Int
    /// Tasks with an order and no manifest: waiting, running or failed.
    public var open: [Int]
    public var seconds: Double
    public var cpuSeconds: Double
    /// Decoded bytes and documents that its tasks read.
    public var bytes: Int
    public var documents: Int
    /// Seconds of its tasks' threads by stage, the most first. What is in parentheses is no stage.
    public var stages: [StageTime]
  }

  /// The time of one stage in a phase.
  public struct StageTime: Codable, Sendable {
    public var stage: String
    public var seconds: Double
  }

  /// The books of one shard, or of an input's shards together.
  public struct Account: Codable, Sendable {
    public var input: String
    /// The input's place in the corpus, from 0: names can repeat.
    public var inputNumber: Int
    /// `nil` for the sum of an input.
    public var shard: Int?
    public var counts: LedgerCounts
    public var coveredBytes: Int
    public var diskBytes: Int
  }

  /// What the last command of the run took, once it is over.
  public struct Command: Codable, Sendable {
    public var command: String
    public var seconds: Double
    /// Worker processes of this machine, or jobs at one time.
    public var workers: Int
    /// Seconds of the tasks that it ran.
    public var taskSeconds: Double
  }

  public var job: String
  public var inputs: Int
  public var bytes: Int
  public var phases: [Phase]
  public var shards: [Account]
  public var totals: LedgerCounts
  /// Who coordinates it now, as far as this machine can tell.
  public var coordinator: String?
  /// Where the run's tasks run, and what the cluster says of them, for whoever has asked it.
  public var placement: ClusterSpec
  public var cluster: ClusterView?
  public var last: Command?
  /// The report's root hash, once there is a report.
  public var root: String?

  /// Reads a run directory.
  ///
  /// - Throws: `usage` where there is no run, `version` where it is of another build and cannot be read.
  public init(_ run: RunDirectory, library: StageLibrary) throws {
    let corpus = try CorpusManifest.of(run)
    let job = try Job.read(path: run.jobFile, registry: library.descriptors)
    self.job = job.name
    placement = job.cluster
    coordinator = RunLock.holder(of: run)
    inputs = corpus.inputs.count
    bytes = corpus.inputs.reduce(0) { $0 + $1.bytes }
    phases = []
    shards = []
    totals = LedgerCounts()
    last = RunHistory.read(run).last.flatMap(Command.init)
    let survey = RunSurvey(run)
    for name in survey.phases {
      var phase = Phase(
        name: name, done: 0, open: [], seconds: 0, cpuSeconds: 0, bytes: 0, documents: 0,
        stages: [])
      var stages: [String: Double] = [:]
      for task in survey.tasks(of: name) {
        guard let manifest = try survey.manifest(of: task) else {
          phase.open.append(task.index)
          continue
        }
        phase.done += 1
        phase.seconds += manifest.seconds
        phase.cpuSeconds += manifest.cpuSeconds
        phase.bytes += manifest.reading?.decodedBytes ?? 0
        phase.documents += manifest.ledger?.read ?? 0
        stages.merge(manifest.stageSeconds ?? [:], uniquingKeysWith: +)
        if name == PhaseName.report { root = manifest.root }
      }
      phase.stages = stages.map { StageTime(stage: $0.key, seconds: $0.value) }
        .sorted { ($1.seconds, $0.stage) < ($0.seconds, $1.stage) }
      phases.append(phase)
    }
    for (shard, input, _) in try survey.shards(corpus) {
      let task = TaskID(phase: PhaseName.count, index: shard)
      guard let manifest = try survey.manifest(of: task), let counts = manifest.ledger else {
        continue
      }
      totals.add(counts)
      shards.append(
        Account(
          input: corpus.inputs[input].name, inputNumber: input, shard: shard, counts: counts,
          coveredBytes: manifest.reading?.coveredBytes ?? 0,
          diskBytes: manifest.reading?.diskBytes ?? 0))
    }
  }

  /// The books by input, in corpus order.
  public var byInput: [Account] {
    var sums: [Account] = []
    for account in shards {
      if sums.last?.inputNumber != account.inputNumber {
        var sum = account
        sum.shard = nil
        sums.append(sum)
      } else {
        sums[sums.count - 1].counts.add(account.counts)
        sums[sums.count - 1].coveredBytes += account.coveredBytes
        sums[sums.count - 1].diskBytes += account.diskBytes
      }
    }
    return sums
  }
}

extension RunStatus.Command {
  /// What history tells of a command; `nil` where it is of an older build.
  init?(_ entry: RunHistory.Entry) {
    guard let seconds = entry.seconds, let workers = entry.workers else { return nil }
    self.init(
      command: entry.command, seconds: seconds, workers: workers,
      taskSeconds: entry.taskSeconds ?? 0)
  }
}
