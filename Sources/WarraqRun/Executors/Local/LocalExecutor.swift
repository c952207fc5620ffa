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

  public let events: AsyncStream<ExecutorEvent>
  private let run: RunDirectory
  private let settings: Settings
  private let queue = TaskQueue()
  private let sink: AsyncStream<ExecutorEvent>.Continuation
  private let isStopped = Atomic(false)
  private let probes = Mutex<[Task<TaskEnd, Never>]>([])
  private let pool = Mutex<[Task<Void, Never>]>([])

  public init(run: RunDirectory, settings: Settings) {
    self.run = run
    self.settings = settings
    (events, sink) = AsyncStream.makeStream()
  }

  public func submit(_ tasks: [TaskID]) async {
    startWorkers()
    await queue.add(tasks)
  }

  public func probe(_ task: TaskID, records: Range<Int>) async -> TaskEnd {
    let (run, settings) = (run, settings)
    let probe = Task {
      await WorkerProcess.probe(task, records: records, run: run, settings: settings)
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
    for worker in workers { worker.cancel() }
    for worker in workers { await worker.value }
    sink.finish()
  }

  private func startWorkers() {
    pool.withLock { pool in
      guard pool.isEmpty else { return }
      for _ in 0..<settings.workers {
        let worker = WorkerProcess(run: run, settings: settings, queue: queue, events: sink)
        pool.append(Task { await worker.live() })
      }
    }
  }
}
