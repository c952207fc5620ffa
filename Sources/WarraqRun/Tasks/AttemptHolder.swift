import Synchronization
import WarraqCore

/// The directory of the attempt that a process is at work on: published, or removed.
final class AttemptHolder: Sendable {
  private struct State {
    var task: TaskID?
    var directory: String?
    var isAbandoned = false
  }
  private let state = Mutex(State())

  func begin(_ directory: String, of task: TaskID) throws {
    try state.withLock { state in
      guard !state.isAbandoned else { throw Self.abandoned }
      state.task = task
      state.directory = directory
    }
  }

  /// Publishes the manifest. Whether that succeeds or not, it and ``abandon()`` do not overlap.
  func publish(_ publication: () throws -> Bool) throws {
    try state.withLock { state in
      guard !state.isAbandoned else { throw Self.abandoned }
      // Somebody else was first: this directory is of no use.
      if try publication() { state.directory = nil }
    }
  }

  /// Removes what was not published.
  func end() {
    state.withLock { state in
      if let directory = state.directory { Files.remove(directory) }
      state.task = nil
      state.directory = nil
    }
  }

  /// Ends what is being done without publishing it. For a process that is told to end: any thread may
  /// call it, and nothing is published afterwards.
  ///
  /// - Returns: how far the task came.
  func abandon(told name: String, progress: TaskProgress) -> String {
    let task = state.withLock { state in
      state.isAbandoned = true
      if let directory = state.directory { Files.remove(directory) }
      return state.task
    }
    let done =
      progress.records > 0
      ? "after \(progress.records) records (\(progress.bytes) bytes)" : "before it counted a record"
    return
      "\(task.map { "task \($0)" } ?? "the worker") was told to end by \(name) \(done); nothing of "
      + "it was published"
  }

  private static let abandoned = WarraqError(.interrupted, "the process was told to end")
}
