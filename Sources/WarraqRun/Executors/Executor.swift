/// Runs tasks somewhere: in processes of this machine, on Slurm, on Ray.
///
/// An executor is only a means: whether a task is done is decided by its manifest in the run
/// directory. A new executor is a folder beside `Local/` with a type that conforms to this; one for a
/// cluster only needs a ``Scheduler``.
public protocol Executor: Sendable {
  /// What happens to submitted tasks, in no particular order.
  var events: AsyncStream<ExecutorEvent> { get }
  /// Says that there will be tasks, as soon as they are planned: what takes a while may begin.
  func prepare()
  /// Queues tasks whose orders are in the run directory. Attempts at the same task do not overlap; a
  /// task that is ``underWay(_:key:)`` is listened to and not begun again.
  func submit(_ tasks: [TaskTicket]) async
  /// The generation of an attempt that goes on since an earlier coordinator submitted it.
  func underWay(_ task: TaskID, key: Digest) async -> Int?
  /// Runs only some records of a map task in a fresh process, publishing nothing.
  func probe(_ task: TaskTicket, records: Range<Int>) async -> TaskEnd
  /// Ends everything at once and returns when nothing runs any more.
  func stop() async
  /// What this executor adds to the pause before a task is tried again.
  var patience: Duration { get }
}

extension Executor {
  public func prepare() {}
  public func underWay(_ task: TaskID, key: Digest) async -> Int? { nil }
  public var patience: Duration { .zero }
}

/// A task as an executor sees it: what is to be carried out, and which order it is.
public struct TaskTicket: Codable, Hashable, Sendable {
  public var task: TaskID
  public var key: Digest
  public var generation: Int

  init(task: TaskID, key: Digest, generation: Int) {
    self.task = task
    self.key = key
    self.generation = generation
  }

  init(_ order: TaskOrder) {
    task = order.task
    key = order.key
    generation = order.generation
  }
}

/// What an executor has to tell.
public enum ExecutorEvent: Sendable {
  /// An attempt began, in a process where that is known.
  case started(TaskID, process: Int32?)
  case progress(TaskID, records: Int, bytes: Int)
  /// A split task has published one of its pieces.
  case published(TaskID, piece: Int)
  case ended(TaskID, TaskEnd)
  /// Something that people should know while they wait.
  case notice(String)
  /// No task can be carried out at all, and why.
  case unusable(String)
}

/// How an attempt ended.
public enum TaskEnd: Codable, Sendable, Equatable {
  /// It says that its manifest is there.
  case succeeded
  /// It failed and says why. `retry`: the same attempt may well succeed later.
  case failed(message: String, retry: Bool)
  /// Its process ended by a signal, `byItself` if the program did that to itself.
  case crashed(String, byItself: Bool)
  /// It made no progress and was killed.
  case hung
  /// It was told to end, or its machine was lost: that says little about the task.
  case stopped(String)
  /// Its process ended, for another task's sake, before it came to this one.
  case notBegun
  /// It took more memory than it was given.
  case outOfMemory(String)
}

/// Exit statuses of `warraq task`.
public enum TaskStatus {
  public static let done: Int32 = 0
  public static let permanent: Int32 = 1
  public static let retry: Int32 = 75
}
