import WarraqCodecs
public import WarraqCore

/// What a run would do and take, without doing it.
public struct RunPlan: Codable, Sendable {
  public struct Phase: Codable, Sendable {
    public var name: String
    public var tasks: Int
    /// What one of its tasks is for.
    public var what: String
    public var seconds: Double
  }

  /// What a stage says of itself.
  public struct StageNotes: Codable, Sendable {
    /// The stage's identifier in the job.
    public var stage: String
    public var notes: [PlanNote]
  }

  public var job: String
  public var inputs: Int
  public var bytes: Int
  /// Decoded bytes, estimated where only reading would tell.
  public var decodedBytes: Int
  public var shards: Int
  /// That of the largest, about, in decoded bytes.
  public var shardSize: Int
  public var partitions: Int
  public var workers: Int
  public var phases: [Phase]
  /// Of the stages that have something to say.
  public var notes: [StageNotes]
  /// Peak of all processes.
  public var memory: Int
  /// Peak in the run directory.
  public var disk: Int
  public var seconds: Double

  /// Plans a run. Reads the inputs once for their digests and looks at their first records.
  ///
  /// - Throws: what a run would throw before it begins.
  public init(
    job: Job, inputs: [String], settings: RunSettings, library: StageLibrary
  ) throws {
    let planned = try PlannedCorpus(
      job: job, inputs: inputs, settings: settings, library: library)
    let stages = planned.stages
    self.job = job.name
    self.inputs = planned.manifest.inputs.count
    bytes = planned.manifest.inputs.reduce(0) { $0 + $1.bytes }
    partitions = planned.manifest.partitions
    workers = settings.workers
    decodedBytes = 0
    shards = 0
    shardSize = 0
    var streams = 0
    var streamBytes = 0
    var spoolBytes = 0
    for plan in planned.parts.map(\.plan) {
      shardSize = max(shardSize, plan.sizes.largest)
      decodedBytes += plan.rawBytes
      shards += plan.slices.count
      if let description = plan.description {
        streams += 1
        streamBytes += description.rawBytes
        spoolBytes += CostModel.spoolBytes(description, shardSize: plan.sizes.middle)
        shards += plan.sizes.shares(of: description.rawBytes).count
      }
    }
    phases = []
    notes = stages.items.map { StageNotes(stage: $0.id, notes: $0.stage.role.planNotes) }
      .filter { !$0.notes.isEmpty }
    memory = 0
    disk = 0
    seconds = 0
    try estimate(stages, streams: streams, streamBytes: streamBytes, spoolBytes: spoolBytes)
  }

  /// Lists the phases, with what the measured constants say of them.
  private mutating func estimate(
    _ stages: StagePlan, streams: Int, streamBytes: Int, spoolBytes: Int
  ) throws {
    if streams > 0 {
      phases.append(
        Phase(
          name: PhaseName.split, tasks: streams, what: "decode one stream, write its shards",
          seconds: Double(streamBytes) / CostModel.splitRate))
    }
    for shape in try PhaseShape.phases(of: stages) {
      let tasks = shape.isMap ? shards : shape.kind == .report ? 1 : partitions
      let atOnce = max(1, min(workers, tasks))
      let seconds =
        Double(decodedBytes) * CostModel.seconds(shape) + Double(tasks) * CostModel.taskSeconds
      phases.append(
        Phase(name: shape.name, tasks: tasks, what: shape.what, seconds: seconds / Double(atOnce)))
    }
    seconds = phases.reduce(0) { $0 + $1.seconds }
    memory = CostModel.coordinatorMemory + workers * CostModel.workerMemory(shard: shardSize)
    disk = Int(Double(decodedBytes) * CostModel.diskShare) + spoolBytes
  }
}
