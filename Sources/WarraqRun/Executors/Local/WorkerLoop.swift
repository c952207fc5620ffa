import Foundation
import Glibc
import Synchronization
import WarraqCore

/// The life of a local worker: it reads `PHASE INDEX` lines on standard input, carries the tasks out,
/// and says on standard output how they go. It ends when its input is closed, which is when the
/// coordinator ends, in whatever way.
public final class WorkerLoop {
  private let runner: TaskRunner
  private let run: RunDirectory
  private let orders = OrderQueue()
  private let reporter = Reporter()

  public init(run: RunDirectory, library: StageLibrary) {
    self.run = run
    runner = TaskRunner(run: run, library: library)
  }

  /// Serves until the pipe closes.
  public func serve() {
    // An interrupt at the terminal is the coordinator's to handle; a closed pipe is not a crash.
    signal(SIGINT, SIG_IGN)
    signal(SIGPIPE, SIG_IGN)
    let reporter = reporter
    let signals = runner.endWhenTold(reporter) { reporter.send(.ended(.stopped($0))) }
    defer { signals.cancel() }
    let orders = orders
    Thread.detachNewThread { Self.listen(orders) }
    Thread.detachNewThread { reporter.beat() }
    while let task = orders.next() {
      redirectErrors(to: run.logFile(task))
      reporter.begin()
      reporter.send(.ended(attempt(task)))
    }
  }

  private func attempt(_ task: TaskID) -> TaskEnd {
    do {
      try runner.perform(task, reporting: reporter)
      return .succeeded
    } catch {
      // The log may stand on the very disk that is full.
      try? FileHandle.standardError.write(contentsOf: Data("\(error)\n".utf8))
      return .failed(message: "\(error)", retry: error.taskStatus == TaskStatus.retry)
    }
  }

  /// Reads orders. The end of the input is the end of the process, also in the middle of a task: an
  /// attempt that nobody waits for has nothing to publish.
  private static func listen(_ orders: OrderQueue) {
    while let line = readLine() {
      let words = line.split(separator: " ")
      guard words.count == 2, let index = Int(words[1]) else { continue }
      orders.add(TaskID(phase: String(words[0]), index: index))
    }
    _exit(0)
  }

  private func redirectErrors(to path: String) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { return }
    dup2(file, STDERR_FILENO)
    close(file)
  }

  private final class OrderQueue: Sendable {
    private let waiting = Mutex<[TaskID]>([])
    private let count = DispatchSemaphore(value: 0)

    func add(_ task: TaskID) {
      waiting.withLock { $0.append(task) }
      count.signal()
    }

    func next() -> TaskID? {
      count.wait()
      return waiting.withLock { $0.removeFirst() }
    }
  }

  /// Writes messages, and a heartbeat with the task's progress twice a second.
  private final class Reporter: TaskReporter, @unchecked Sendable {
    private let output = Mutex(())
    private let isBusy = Atomic(false)

    func begin() {
      progress.reset()
      isBusy.store(true, ordering: .relaxed)
    }

    override func published(piece: Int) { send(.published(piece: piece)) }

    func beat() {
      while true {
        usleep(500_000)
        guard isBusy.load(ordering: .relaxed) else { continue }
        send(
          .progress(
            records: progress.records, bytes: progress.bytes, beats: progress.beats,
            longestSilence: progress.longestSilence))
      }
    }

    func send(_ message: WorkerMessage) {
      if case .ended = message { isBusy.store(false, ordering: .relaxed) }
      guard var line = try? StableJSON.encode(message, pretty: false) else { return }
      line.append(UInt8(ascii: "\n"))
      output.withLock { _ in
        var done = 0
        while done < line.count {
          let count = line.withUnsafeBytes { bytes in
            bytes.baseAddress.map { write(STDOUT_FILENO, $0 + done, bytes.count - done) } ?? -1
          }
          if count < 0 && errno == EINTR { continue }
          if count <= 0 { return }
          done += count
        }
      }
    }
  }
}

extension Error {
  /// The exit status of `warraq task` for this error.
  public var taskStatus: Int32 {
    guard let error = self as? WarraqError else { return TaskStatus.permanent }
    return [.timeout, .stale].contains(error.code) ? TaskStatus.retry : TaskStatus.permanent
  }
}
