import Glibc
import Subprocess
import Synchronization
import SystemPackage
import WarraqCore

/// One place in the pool: a child process that is replaced when it dies.
final class WorkerProcess: Sendable {
  private let run: RunDirectory
  private let settings: LocalExecutor.Settings
  private let queue: TaskQueue
  private let events: AsyncStream<ExecutorEvent>.Continuation
  private let state = Mutex(State())

  private struct State {
    var current: TaskID?
    /// When the current task last made progress, and what it had done then.
    var lastProgress = ContinuousClock.now
    var done = 0
    var isHung = false
    var process: Int32?
    /// Seconds without progress that the task's stages ask for.
    var longestSilence = 0.0
  }

  init(
    run: RunDirectory, settings: LocalExecutor.Settings, queue: TaskQueue,
    events: AsyncStream<ExecutorEvent>.Continuation
  ) {
    self.run = run
    self.settings = settings
    self.queue = queue
    self.events = events
  }

  /// Takes tasks from the queue until it is closed, in one child process after another. Each starts when there
  /// is a task for it; the first one at once, where that is asked for.
  func live(startsAtOnce: Bool) async {
    if startsAtOnce { await liveOnce(nil) }
    while let task = await queue.next() {
      begin(task)
      await liveOnce(task)
    }
  }

  /// The life of one child.
  private func liveOnce(_ first: TaskID?) async {
    let kills = Self.memoryKills
    let outcome = await serve(from: first)
    guard let unfinished = state.withLock({ $0.current }) else { return }
    let hung = state.withLock { $0.isHung }
    end(unfinished, hung ? .hung : Self.memoryKills > kills ? Self.tooLarge : outcome)
  }

  /// Processes of this one's control groups that the kernel ended for want of memory.
  private static var memoryKills: Int { ControlGroup.own.reduce(0) { $0 + $1.kills } }

  private static var tooLarge: TaskEnd {
    let limit = WorkerLimits.current.memory.map { " than the \($0 >> 20) MiB that there are" } ?? ""
    return .outOfMemory(
      "the kernel ended the worker: it took more memory\(limit). Give it more, or use fewer --workers"
    )
  }

  /// Starts a child and gives it tasks while it lives. Returns what its end means for the task that
  /// it had not finished.
  private func serve(from first: TaskID?) async -> TaskEnd {
    do {
      let result = try await Subprocess.run(
        .path(FilePath(settings.program)),
        arguments: ["task", "--run", run.path, "--serve"],
        platformOptions: Self.options, input: .inputWriter, output: .sequence,
        error: .currentStandardError
      ) { execution in
        defer { ProcessSession.end(execution.processIdentifier.value) }
        await withTaskGroup(of: Void.self) { group in
          group.addTask { try? await self.converse(execution, first) }
          group.addTask { await self.watch(execution) }
          await group.next()
          group.cancelAll()
          try? execution.send(signal: .kill)
        }
      }
      return TaskEnd(unfinished: result.terminationStatus)
    } catch {
      return .failed(message: "cannot start \(settings.program): \(error)", retry: true)
    }
  }

  private static var options: PlatformOptions {
    var options = PlatformOptions()
    options.teardownSequence = []
    // A session of its own: an interrupt at the terminal is the coordinator's to handle, and what a
    // dead worker leaves behind can be found.
    options.createSession = true
    return options
  }

  private typealias Child = Execution<CustomWriteInput, SequenceOutput, FileDescriptorOutput>

  private func converse(_ child: Child, _ first: TaskID?) async throws {
    var lines = child.standardOutput.strings().makeAsyncIterator()
    var next = first
    if next == nil { next = await queue.next() }
    while let task = next {
      begin(task)
      state.withLock { $0.process = child.processIdentifier.value }
      events.yield(.started(task, process: child.processIdentifier.value))
      _ = try await child.standardInputWriter.write("\(task.phase) \(task.index)\n")
      repeat {
        guard let line = try await lines.next() else { return }
        try hear(line, of: task)
      } while state.withLock { $0.current != nil }
      next = await queue.next()
    }
  }

  private func hear(_ line: String, of task: TaskID) throws {
    switch try StableJSON.decode(WorkerMessage.self, Array(line.utf8)) {
    case .progress(let records, let bytes, let beats, let silence):
      state.withLock {
        $0.longestSilence = Double(silence)
        if records + bytes + beats != $0.done {
          $0.done = records + bytes + beats
          $0.lastProgress = .now
        }
      }
      events.yield(.progress(task, records: records, bytes: bytes))
    case .published(let piece):
      state.withLock { $0.lastProgress = .now }
      events.yield(.published(task, piece: piece))
    case .ended(let how): end(task, how)
    }
  }

  /// Tells the child to end its task, which it answers with how far it came.
  func interrupt() {
    guard let process = state.withLock({ $0.current == nil ? nil : $0.process }) else { return }
    kill(process, SIGTERM)
  }

  /// Kills the child when its task has made no progress for too long.
  private func watch(_ child: Child) async {
    while !Task.isCancelled {
      try? await Task.sleep(for: .milliseconds(200))
      let stalled = state.withLock { state in
        let limit = Duration.seconds(max(settings.stallTimeout, state.longestSilence))
        guard state.current != nil, ContinuousClock.now - state.lastProgress > limit else {
          return false
        }
        state.isHung = true
        return true
      }
      if stalled { return }
    }
  }

  private func begin(_ task: TaskID) {
    state.withLock { $0 = State(current: task) }
  }

  private func end(_ task: TaskID, _ end: TaskEnd) {
    state.withLock { $0.current = nil }
    events.yield(.ended(task, end))
  }

  /// Runs some records of a task in a process of its own.
  static func probe(
    _ task: TaskID, records: Range<Int>, run: RunDirectory, settings: LocalExecutor.Settings
  ) async -> TaskEnd {
    let arguments: Arguments = [
      "task", "--run", run.path, "--phase", task.phase, "--index", "\(task.index)",
      "--records", "\(records.lowerBound)..<\(records.upperBound)",
    ]
    let result = try? await Subprocess.run(
      .path(FilePath(settings.program)), arguments: arguments, input: .none,
      output: .string(limit: 1 << 16), error: .discarded)
    guard let result else {
      return .failed(message: "cannot start \(settings.program)", retry: true)
    }
    if result.standardOutput.contains(TaskRunner.survived) { return .succeeded }
    return TaskEnd(unfinished: result.terminationStatus)
  }
}

extension TaskEnd {
  /// What the end of a process says of the task that it had not finished.
  init(unfinished status: TerminationStatus) {
    switch status {
    case .exited(TaskStatus.permanent):
      self = .failed(message: "the task failed: see its log", retry: false)
    case .exited(TaskStatus.retry): self = .stopped("the worker was told to end")
    case .exited(let code): self = .crashed("exit status \(code)", byItself: true)
    case .signaled(let signal):
      let own = [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP].contains(signal)
      self = .crashed("signal \(signal) (\(String(cString: strsignal(signal))))", byItself: own)
    }
  }
}
