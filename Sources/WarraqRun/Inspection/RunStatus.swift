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
    public var bytes: Int
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
  /// The report's root hash, once there is a report.
  public var root: String?

  /// Reads a run directory.
  ///
  /// - Throws: `usage` where there is no run.
  public init(_ run: RunDirectory, library: StageLibrary) throws {
    guard let corpus = try StableJSON.load(CorpusManifest.self, from: run.corpusFile) else {
      throw WarraqError(.usage, "there is no run in \(run.path)")
    }
    let job = try Job.read(path: run.jobFile, registry: library.descriptors)
    self.job = job.name
    placement = job.cluster
    coordinator = RunLock.holder(of: run)
    inputs = corpus.inputs.count
    bytes = corpus.inputs.reduce(0) { $0 + $1.bytes }
    phases = []
    shards = []
    totals = LedgerCounts()
    let survey = RunSurvey(run)
    for name in survey.phases {
      var phase = Phase(name: name, done: 0, open: [], seconds: 0, cpuSeconds: 0, bytes: 0)
      for task in survey.tasks(of: name) {
        guard let manifest = try survey.manifest(of: task) else {
          phase.open.append(task.index)
          continue
        }
        phase.done += 1
        phase.seconds += manifest.seconds
        phase.cpuSeconds += manifest.cpuSeconds
        phase.bytes += manifest.reading?.decodedBytes ?? 0
        if name == PhaseName.report { root = manifest.root }
      }
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
