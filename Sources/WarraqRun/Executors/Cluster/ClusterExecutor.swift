import WarraqCore

/// Runs tasks through a ``Scheduler``: in batches, which outlive the coordinator.
///
/// What an element's file says is believed first, the scheduler second; see
/// `Docs/decisions/clusters.md`. One loop submits, reads and asks; what others call only leaves word for
/// it.
public actor ClusterExecutor: Executor {
  /// How a cluster is used.
  public struct Settings: Sendable {
    /// Seconds without progress after which an element kills its worker.
    public var stallTimeout: Double
    /// Seconds in which a shared file system shows everywhere what was written somewhere.
    public var lag: Double

    public init(stallTimeout: Double, lag: Double = 5) {
      self.stallTimeout = stallTimeout
      self.lag = lag
    }
  }

  struct Probe {
    var ticket: TaskTicket
    var records: Range<Int>
    var answer: CheckedContinuation<TaskEnd, Never>
  }

  public nonisolated let events: AsyncStream<ExecutorEvent>
  public nonisolated let patience = Duration.seconds(1)
  let run: RunDirectory
  let scheduler: any Scheduler
  let facts: SchedulerFacts
  let settings: Settings
  let sink: AsyncStream<ExecutorEvent>.Continuation

  /// Tasks that wait to become a batch, and since when nothing was added to them.
  var pending: [TaskTicket] = []
  var lastSubmission = ContinuousClock.now
  /// Probes that wait for their batch, and those that have one.
  var waitingProbes: [Probe] = []
  var probes: [String: Probe] = [:]
  var batches: [OpenBatch] = []
  /// Tasks that this coordinator waits for. Others go on since an earlier one submitted them.
  var awaited: Set<TaskTicket> = []
  /// Ends that nobody waited for when they came.
  var early: [TaskTicket: TaskEnd] = [:]
  /// Ends that are not passed on before the manifest is seen, and until when.
  var unseen: [(ticket: TaskTicket, until: ContinuousClock.Instant)] = []
  /// Pieces of streams whose split goes on: their tasks go together.
  var pieces: [TaskID: [Int]] = [:]
  /// Whether any element has been able to begin, and what those said that were not.
  var hasBegun = false
  var blindness: Set<String> = []
  var clock = PollClock()
  /// Since when the scheduler has not answered.
  var silentSince: ContinuousClock.Instant?
  private var loop: Task<Void, Never>?
  private var isStopped = false
  /// Whether it was told to leave its jobs to the next coordinator.
  public private(set) var hasLeft = false

  /// - Parameter facts: what ``Scheduler/check()`` found.
  public init(
    run: RunDirectory, scheduler: any Scheduler, facts: SchedulerFacts, settings: Settings
  ) {
    self.run = run
    self.scheduler = scheduler
    self.facts = facts
    self.settings = settings
    (events, sink) = AsyncStream.makeStream()
  }

  /// Finds the batches of an earlier coordinator. Called once, before the first task is submitted.
  ///
  /// - Returns: the jobs that go on.
  public func attach() async throws -> [String] {
    for batch in run.openBatches() {
      guard let job = try await job(of: batch) else {
        Files.remove(run.batchDirectory(batch.name))
        continue
      }
      let open = OpenBatch(batch, job: job, run: run)
      if batch.isProbe {
        // Whoever waited for its answer is gone, and it is none of the task's attempts.
        await cancel(open.openElements, of: open)
        Files.remove(run.batchDirectory(batch.name))
      } else {
        batches.append(open)
      }
    }
    for index in batches.indices { deliver(batches[index].read(), of: index) }
    return batches.filter { !$0.openElements.isEmpty }.map(\.job)
  }

  /// The saved handle, or else what the scheduler has under the batch's name.
  private func job(of batch: Batch) async throws -> String? {
    if let handle = try StableJSON.load(BatchHandle.self, from: run.handleFile(batch.name)) {
      return handle.scheduler == scheduler.name ? handle.job : nil
    }
    guard let job = try await scheduler.find(batch) else { return nil }
    try save(job, of: batch)
    return job
  }

  func save(_ job: String, of batch: Batch) throws {
    let handle = BatchHandle(scheduler: scheduler.name, job: job)
    try Files.replace(run.handleFile(batch.name), with: StableJSON.encode(handle))
  }

  public func underWay(_ task: TaskID, key: Digest) async -> Int? {
    let ended = early.keys.first { $0.task == task && $0.key == key }
    let ticket = ended ?? batches.lazy.compactMap { $0.ticket(of: task) }.first
    return ticket?.key == key ? ticket?.generation : nil
  }

  public func submit(_ tasks: [TaskTicket]) async {
    for ticket in tasks {
      awaited.insert(ticket)
      if let end = early.removeValue(forKey: ticket) {
        end == .succeeded ? see(ticket) : pass(end, of: ticket)
      } else if !batches.contains(where: { $0.ticket(of: ticket.task) == ticket }) {
        pending.append(ticket)
      }
    }
    lastSubmission = .now
    begin()
  }

  public func probe(_ task: TaskTicket, records: Range<Int>) async -> TaskEnd {
    if isStopped { return .hung }
    return await withCheckedContinuation { answer in
      waitingProbes.append(Probe(ticket: task, records: records, answer: answer))
      begin()
    }
  }

  private func begin() {
    clock.wake()
    guard loop == nil, !isStopped else { return }
    loop = Task {
      while !Task.isCancelled {
        await submitPending()
        await look()
        try? await Task.sleep(for: clock.pause)
      }
    }
  }

  public func stop() async {
    guard await end() else { return }
    await cancelAll()
    await scheduler.finish()
    sink.finish()
  }

  /// Ends this coordinator's part and leaves the jobs to the next one.
  public func leave() async {
    guard await end() else { return }
    hasLeft = true
    sink.finish()
  }

  private func end() async -> Bool {
    if isStopped { return false }
    isStopped = true
    loop?.cancel()
    await loop?.value
    for probe in waitingProbes + probes.values { probe.answer.resume(returning: .hung) }
    (waitingProbes, probes) = ([], [:])
    return true
  }
}
