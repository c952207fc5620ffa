/// Makes the executor that a job names, and the settings that go with it.
public struct ExecutorChoice: Sendable {
  public let executor: any Executor
  /// The executor, where it is a cluster.
  public let cluster: ClusterExecutor?
  public let settings: RunSettings

  /// Looks whether the scheduler is there and takes such jobs, before anything is done.
  ///
  /// - Parameter workers: what the user wants; `nil`: what there is.
  /// - Throws: `usage` with what is wrong and what to do.
  public init(
    run: RunDirectory, spec: ClusterSpec, settings: RunSettings, workers: Int?, program: String
  ) async throws {
    var settings = settings
    settings.memory = spec.memory ?? settings.memory
    guard
      let scheduler = Self.scheduler(
        spec, run: run, program: program, memory: settings.memory, throttle: workers)
    else {
      settings.workers = workers ?? Machine.cores
      if spec.memory == nil, let budget = Machine.budget(workers: settings.workers) {
        settings.memory = min(settings.memory, budget)
      }
      self.settings = settings
      cluster = nil
      executor = LocalExecutor(
        run: run,
        settings: LocalExecutor.Settings(
          program: program, workers: settings.workers, stallTimeout: settings.stallTimeout))
      return
    }
    var facts = try await scheduler.check()
    // Also where a site lets nobody submit many jobs.
    if let workers { facts.elements = max(1, min(facts.elements, 4 * workers)) }
    settings.workers = max(1, min(workers ?? facts.slots ?? 16, 1024))
    settings.lanes = spec.cpus ?? 1
    self.settings = settings
    let cluster = ClusterExecutor(
      run: run, scheduler: scheduler, facts: facts,
      settings: ClusterExecutor.Settings(stallTimeout: settings.stallTimeout))
    self.cluster = cluster
    executor = cluster
  }

  /// Ends jobs that a coordinator left to another scheduler than the one that the run goes on with.
  /// Called when the run's lock is held.
  ///
  /// - Returns: the jobs that were ended.
  public static func endJobs(
    of run: RunDirectory, besides spec: ClusterSpec, program: String
  ) async throws -> [String] {
    var ended: [String] = []
    for batch in run.openBatches() {
      guard let handle = try StableJSON.load(BatchHandle.self, from: run.handleFile(batch.name)),
        handle.scheduler != spec.executor.rawValue
      else { continue }
      var other = spec
      other.executor = ExecutorKind(rawValue: handle.scheduler) ?? .local
      let scheduler = Self.scheduler(other, run: run, program: program, memory: 0, throttle: nil)
      try await scheduler?.cancel(
        batch, job: handle.job, elements: batch.elements.map(\.number))
      Files.remove(run.batchDirectory(batch.name))
      ended.append("\(handle.scheduler) \(handle.job)")
    }
    return ended
  }

  /// The scheduler that a job names; `nil` for the local executor, which needs none.
  public static func scheduler(
    _ spec: ClusterSpec, run: RunDirectory, program: String, memory: Int, throttle: Int?
  ) -> (any Scheduler)? {
    switch spec.executor {
    case .local: nil
    case .slurm:
      SlurmScheduler(run: run, spec: spec, program: program, memory: memory, throttle: throttle)
    case .ray:
      RayScheduler(run: run, spec: spec, program: program, memory: memory, throttle: throttle)
    }
  }
}
