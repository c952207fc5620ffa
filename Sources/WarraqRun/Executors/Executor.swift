import WarraqCore

/// Runs tasks somewhere: in processes of this machine, on Slurm, on Ray.
///
/// An executor is only a means: whether a task is done is decided by its manifest in the run
/// directory. A new executor is a folder beside `Local/` with a type that conforms to this.
public protocol Executor: Sendable {
  /// What happens to submitted tasks, in no particular order.
  var events: AsyncStream<ExecutorEvent> { get }
  /// Queues tasks whose orders are in the run directory. Attempts at the same task do not overlap.
  func submit(_ tasks: [TaskID]) async
  /// Runs only some records of a map task in a fresh process, publishing nothing.
  func probe(_ task: TaskID, records: Range<Int>) async -> TaskEnd
  /// Ends everything at once and returns when nothing runs any more.
  func stop() async
}

/// What an executor has to tell.
public enum ExecutorEvent: Sendable {
  /// An attempt began, in a process where that is known.
  case started(TaskID, process: Int32?)
  case progress(TaskID, records: Int, bytes: Int)
  /// A split task has published one of its pieces.
  case published(TaskID, piece: Int)
  case ended(TaskID, TaskEnd)
}

/// How an attempt ended.
public enum TaskEnd: Sendable, Equatable {
  /// It says that its manifest is there.
  case succeeded
  /// It failed and says why. `retry`: the same attempt may well succeed later.
  case failed(message: String, retry: Bool)
  /// Its process ended by a signal, `byItself` if the program did that to itself.
  case crashed(String, byItself: Bool)
  /// It made no progress and was killed.
  case hung
}

/// Exit statuses of `warraq task`.
public enum TaskStatus {
  public static let done: Int32 = 0
  public static let permanent: Int32 = 1
  public static let retry: Int32 = 75
}
