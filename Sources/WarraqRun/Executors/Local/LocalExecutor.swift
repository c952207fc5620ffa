import Synchronization
import WarraqCore

/// Runs tasks in a pool of worker processes of this machine, which are direct children.
public final class LocalExecutor: Executor {
  /// How to start a worker, and when to give one up.
  public struct Settings: Sendable {
    /// The `warraq` program.
    public var program: String
    public var workers: Int
    /// Seconds without progress after which a worker is killed.
    public var stallTimeout: Double

    public init(program: String, workers: Int, stallTimeout: Double) {
      self.program = program
      self.workers = workers
      self.stallTimeout = stallTimeout
    }
  }

  private struct Worker {
    var process: WorkerProcess
    var life: Task<Void, Never>
  }

  public let events: AsyncStream<ExecutorEvent>
  private let run: RunDirectory
  private let settings: Settings
  private let queue = TaskQueue()
  private let sink: AsyncStream<ExecutorEvent>.Continuation
  private let isStopped = Atomic(false)
  private let probes = Mutex<[Task<TaskEnd, Never>]>([])
  private let pool = Mutex<[Worker]>([])

  public init(run: RunDirectory, settings: Settings) {
    self.run = run
    self.settings = settings
    (events, sink) = AsyncStream.makeStream()
  }

  /// Starts one worker: a process takes as long to start as a small corpus to be planned.
  public func prepare() { startWorkers(1, startsAtOnce: true) }

  public func submit(_ tasks: [TaskTicket]) async {
    startWorkers(settings.workers)
    if await !queue.add(tasks.map(\.task)) { sink.finish() }
  }

  public func probe(_ task: TaskTicket, records: Range<Int>) async -> TaskEnd {
    let (run, settings) = (run, settings)
    let probe = Task {
      await WorkerProcess.probe(task.task, records: records, run: run, settings: settings)
    }
    probes.withLock { $0.append(probe) }
    if isStopped.load(ordering: .sequentiallyConsistent) { probe.cancel() }
    return await probe.value
  }

  public func stop() async {
    isStopped.store(true, ordering: .sequentiallyConsistent)
    await queue.close()
    for probe in probes.withLock({ $0 }) { probe.cancel() }
    let workers = pool.withLock { $0 }
    for worker in workers { worker.life.cancel() }
    for worker in workers { await worker.life.value }
    sink.finish()
  }

  /// Has the tasks that run say how far they came and end, and begins no others.
  func interrupt() async {
    // Of what was submitted and not begun there is nothing more to tell.
    if await !queue.close().isEmpty { sink.finish() }
    for worker in pool.withLock({ $0 }) { worker.process.interrupt() }
  }

  /// Makes the pool as large as that.
  private func startWorkers(_ count: Int, startsAtOnce: Bool = false) {
    pool.withLock { pool in
      while pool.count < count {
        let worker = WorkerProcess(run: run, settings: settings, queue: queue, events: sink)
        let life = Task { await worker.live(startsAtOnce: startsAtOnce) }
        pool.append(Worker(process: worker, life: life))
      }
    }
  }
}
