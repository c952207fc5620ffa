import WarraqCodecs
import WarraqCore

/// Runs a job over a sample, in a directory that is thrown away.
struct SampleRun {
  let job: Job
  let library: StageLibrary
  let program: String
  let workers: Int

  /// Runs it and says what it took. `look` sees the run before it goes.
  func measure(
    _ sample: CorpusSample, look: (RunDirectory) throws -> Void = { _ in }
  ) async throws -> RunMeasurement {
    let run = RunDirectory(Files.temporaryDirectory("sample"))
    Files.remove(run.path)
    defer { Files.remove(run.path) }
    try Files.makeDirectory(run.path)
    try sample.write(into: run)
    let settings = RunSettings(workers: workers, shardSize: sample.shardSize)
    let executor = LocalExecutor(
      run: run,
      settings: LocalExecutor.Settings(
        program: program, workers: workers, stallTimeout: settings.stallTimeout))
    let recorder = RunRecorder()
    let coordinator = try Coordinator(
      run: run, job: job, inputs: [], settings: settings, library: library, command: "plan",
      executor: executor, observer: { recorder.note($0) })
    _ = try await coordinator.complete()
    var measurement = recorder.measurement(lanes: max(1, Machine.cores / workers))
    measurement.spooled = coordinator.spooledBytes
    try look(run)
    return measurement
  }
}

extension Coordinator {
  /// Bytes of the pieces that streams were split into.
  fileprivate var spooledBytes: Int {
    shards.reduce(0) { $0 + ($1.stamp == nil ? $1.slice.end : 0) }
  }
}
