import WarraqCore

/// A system that starts processes on many machines: Slurm, Ray. All that Warraq asks of it is to start
/// the elements of a batch; how they fare they say themselves, in files.
///
/// A new one is a folder beside `Slurm/` with a type that conforms to this, and a case of
/// ``ExecutorKind``.
public protocol Scheduler: Sendable {
  /// What messages and handles call it.
  var name: String { get }
  /// Finds out, before anything is submitted, whether the scheduler is there and takes such jobs.
  ///
  /// - Throws: `usage` with what is wrong and what to do.
  func check() async throws -> SchedulerFacts
  /// Submits a batch under its ``Batch/jobName`` and returns what the scheduler calls it.
  func submit(_ batch: Batch) async throws -> String
  /// The job of a batch that a coordinator submitted and could not note down.
  func find(_ batch: Batch) async throws -> String?
  /// Where elements stand, by number. Elements of which the scheduler knows nothing are left out.
  func poll(_ batch: Batch, job: String) async throws -> [Int: ElementState]
  /// Has the scheduler run this program with other arguments, as a job of its own: the coordinator of a
  /// run that nobody waits for. Returns what the scheduler calls it.
  func detach(_ arguments: [String]) async throws -> String
  /// Ends some elements, queued or running. Returns at once.
  func cancel(_ batch: Batch, job: String, elements: [Int]) async throws
  /// The coordinator will submit nothing more.
  func finish() async
}

extension Scheduler {
  public func finish() async {}

  public func detach(_ arguments: [String]) async throws -> String {
    throw WarraqError(
      .usage, "\(name) does not take the coordinator as a job: start it with nohup instead")
  }
}

/// What a scheduler says of itself.
public struct SchedulerFacts: Sendable {
  /// The most elements in a batch.
  public var elements = 1000
  /// Element numbers must be below.
  public var numbersBelow = Int.max
  /// Tasks that can run at one time, where that is known.
  public var slots: Int?
  /// Whether it starts an element elsewhere by itself when one machine is blind: then a blind element
  /// says that all are.
  public var looksElsewhere = false

  public init() {}
}

/// Where the scheduler sees an element.
public enum ElementState: Sendable, Equatable {
  /// It will be started, in some time; the scheduler's words why not yet.
  case waiting(String)
  /// Somebody holds it back on purpose.
  case held(String)
  case running(String)
  /// It is over. What that means for tasks of which it has not said itself how they ended.
  case ended(TaskEnd)
  /// It was over before it could say a word, since its machine cannot see what it needs.
  case blind(String)

  var isRunning: Bool { if case .running = self { true } else { false } }
}
