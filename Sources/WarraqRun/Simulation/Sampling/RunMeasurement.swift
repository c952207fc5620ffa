import WarraqCodecs

/// What a run over a sample took, phase by phase.
struct RunMeasurement: Sendable {
  struct Task: Sendable {
    var manifest: TaskManifest
    /// Seconds that it would have taken with the processors to itself.
    var seconds: Double
    /// Seconds from its beginning until its worker began the next one: the manifest's and what passes
    /// outside.
    var cycle: Double
    /// Whether it was its worker's first of the phase, and of all.
    var isFirst: Bool
    var isFirstOfAll: Bool
  }

  struct Phase: Sendable {
    var name: String
    /// Seconds of the coordinator from the end of the phase before until its tasks were submitted.
    var coordination: Double
    var tasks: [Task]
  }

  var phases: [Phase]
  /// Bytes of the files that streams were split into.
  var spooled = 0
  /// Seconds from the end of the last task to the end of the run.
  var ending: Double
  /// Threads of a worker.
  var lanes: Int

  /// What the run took, but for what others took of the processors.
  func seconds(workers: Int) -> Double {
    phases.reduce(ending) { sum, phase in
      sum + phase.coordination + phase.tasks.reduce(0) { $0 + $1.seconds } / Double(workers)
    }
  }

  var taskCount: Int { phases.reduce(0) { $0 + $1.tasks.count } }

  func tasks(of phase: String) -> [Task] {
    phases.flatMap(\.tasks).filter { $0.manifest.task.phase == phase }
  }

  /// Decoded bytes of the shards that the last map phase read.
  var decoded: Int { reading.reduce(0) { $0 + $1.decodedBytes } }
  var shards: Int { reading.count }
  private var reading: [ReadingFacts] {
    tasks(of: PhaseName.count).compactMap(\.manifest.reading)
  }

  /// Bytes that all tasks of a phase wrote into files of one name.
  func bytes(of volume: Volume) -> Int {
    tasks(of: volume.phase).reduce(0) { $0 + ($1.manifest.outputs[volume.file]?.bytes ?? 0) }
  }
}

extension TaskManifest {
  /// Seconds that the task would have taken with the processors to itself: other processes may have been
  /// at work as well.
  func quietSeconds(lanes: Int) -> Double {
    let queued = (usage?.queuedSeconds ?? 0) / Double(lanes)
    return max(cpuSeconds / Double(lanes), seconds - queued)
  }

  var writtenBytes: Int { outputs.values.reduce(0) { $0 + $1.bytes } }
}
