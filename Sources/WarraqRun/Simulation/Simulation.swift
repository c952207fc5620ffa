/// What a run would take on some machines: each phase worked out from what the job took on samples of its
/// corpus, on this machine.
public struct Simulation: Codable, Sendable {
  /// What a phase waits for.
  public enum Bound: String, Codable, Sendable {
    /// More processors would help.
    case processors
    /// Its longest task takes as long as the phase: more processors would not help.
    case longestTask = "longest task"
    /// The coordinator's single thread, which issues orders and reads manifests.
    case coordinator
    case fileSystem = "file system"
    case scheduler
  }

  public struct Phase: Codable, Sendable {
    public var name: String
    /// What one of its tasks is for.
    public var what: String
    public var tasks: Int
    public var seconds: Double
    public var cpuSeconds: Double
    public var longestTask: Double
    public var readBytes: Int
    public var writtenBytes: Int
    /// Peak of a worker.
    public var memory: Int
    /// Seconds of the coordinator: before the first task, and for what tasks leave.
    public var coordination: Double
    public var boundBy: Bound
  }

  public var job: String
  public var nodes: Int
  public var workersPerNode: Int
  public var inputs: Int
  public var decodedBytes: Int
  /// Decoded bytes of the largest sample that this was measured on.
  public var sampleBytes: Int
  public var shards: Int
  public var partitions: Int
  /// Seconds in which inputs are found, hashed and cut before the first phase, and in which what is no longer
  /// needed is swept behind the last one.
  public var preparation: Double
  public var ending: Double
  public var phases: [Phase]
  public var seconds: Double
  public var cpuSeconds: Double
  /// Bytes that phases hand to later ones.
  public var shuffleBytes: Int
  /// Bytes in the run directory at the end.
  public var disk: Int
  /// Peak of a worker, and of the coordinator.
  public var workerMemory: Int
  public var coordinatorMemory: Int
  public var longestTask: Double
  /// The phase that has it.
  public var longestPhase: String
  /// Where the design stops scaling for this run, a sentence each.
  public var limits: [String]
  /// What was measured of lists that grow with shards times partitions.
  public var lists: CoordinationCosts
}

extension Simulation {
  /// Runs the job over samples and works out what a run would take. Reads the inputs once for their digests.
  ///
  /// - Throws: what a run would throw.
  public init(
    job: Job, inputs: [String], options: SimulationOptions, library: StageLibrary
  ) async throws {
    func plan(_ settings: RunSettings, known: CorpusManifest? = nil) throws -> PlannedCorpus {
      try PlannedCorpus(
        job: job, inputs: inputs, settings: settings, library: library, known: known)
    }
    let settings = RunSettings(workers: options.slots, shardSize: options.shardSize)
    let corpus = try plan(settings)
    let own = CorpusShape(corpus)
    let shape =
      options.corpusSize.map {
        CorpusShape(corpus, decoded: $0, shardSize: options.shardSize, options: options)
      } ?? own
    let run = SampleRun(
      job: job, library: library, program: options.program,
      workers: min(options.workers, Machine.cores))
    // Samples are cut from shards of usual size, however large those of the run are.
    let usual =
      options.shardSize == nil && options.slots == run.workers
      ? corpus : try plan(RunSettings(workers: run.workers), known: corpus.manifest)
    let (costs, sample) = try await Sampler(
      corpus: usual, run: run, shardBytes: max(1, shape.decoded / max(1, shape.shardCount))
    ).costs(within: options.sampleSeconds)
    let simulator = Simulator(
      costs: costs, corpus: shape, own: own.decoded, options: options, memory: settings.memory)
    self = simulator.simulate(job.name, sample: sample)
  }
}
