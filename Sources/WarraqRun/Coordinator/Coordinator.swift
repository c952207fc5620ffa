import Foundation
import WarraqCore

/// Carries a run through: finds the inputs, cuts them into shards, has tasks run by an executor, and
/// publishes the report.
///
/// It keeps nothing in memory that matters: whatever happens to it, the same command goes on from the
/// manifests in the run directory.
public final class Coordinator {
  let run: RunDirectory
  let settings: RunSettings
  let executor: any Executor
  let observer: (RunEvent) -> Void
  let book: TaskBook
  let stages: StagePlan
  let job: Job
  /// `nil` where the run is only looked at.
  let lock: RunLock?
  let plans: PlanBook

  var corpus: CorpusManifest
  var registry: ShardRegistry
  var history: RunHistory
  /// Generations that tasks of shards to be rerun must reach.
  var forced: [TaskID: Int] = [:]
  /// Messages of rounds that are done.
  var decisions: [RoundID: [TaskManifest]] = [:]
  var failures: [(task: TaskID, why: String)] = []
  /// A verdict was found after phases that did not know it.
  var isStale = false
  var tasksSkipped = 0
  /// The manifests that this pass stands on.
  var current: [TaskID: TaskManifest] = [:]
  var shards: [Shard] = []
  /// Inputs, or parts of them, that the report will not cover.
  var holes: [Hole] = []
  private var events: AsyncStream<ExecutorEvent>.Iterator

  struct Hole {
    var description: String
    var diskBytes: Int
  }

  /// Takes the run directory, makes it if need be, and plans what is to be read. Where the directory
  /// is read-only all of that stays in memory.
  ///
  /// - Parameters:
  ///   - job: what to do; `nil`: what the run did before.
  ///   - inputs: what to read; empty: what the run read before.
  /// - Throws: `locked` when another coordinator has the run, `usage` or `input` when it cannot start.
  public init(
    run: RunDirectory, job: Job?, inputs: [String], settings: RunSettings, library: StageLibrary,
    command: String, executor: any Executor, observer: @escaping (RunEvent) -> Void
  ) throws {
    self.run = run
    self.settings = settings
    self.executor = executor
    self.observer = observer
    if !run.isReadOnly { try Files.makeDirectory(run.path) }
    lock = run.isReadOnly ? nil : try RunLock(run, lost: Self.end)
    self.job = try job ?? Job.read(path: run.jobFile, registry: library.descriptors)
    stages = try StagePlan(self.job, library: library)
    book = TaskBook(run: run, verify: settings.verify)
    registry = try ShardRegistry(run)
    forced = try WantedGeneration.read(run)
    history = RunHistory(run: run, command: command)
    events = executor.events.makeAsyncIterator()
    // Of a run that was stopped or is done, nobody knows yet whether anything is left.
    if !run.isReadOnly, !Files.exists(run.corpusFile) { executor.prepare() }
    let preparation = CorpusPreparation(
      run: run, format: self.job.input, stages: stages, settings: settings,
      versions: library.versions,
      observer: observer)
    plans = preparation.plans
    corpus = try preparation.prepare(inputs)
    guard !run.isReadOnly else { return }
    try Files.replace(run.corpusFile, with: StableJSON.encode(corpus))
    let yaml = Array(self.job.resolvedYAML.utf8)
    if Files.read(run.jobFile) != yaml { try Files.replace(run.jobFile, with: yaml) }
  }

  /// Ends this process, which no longer holds the run: what it would write now is another's.
  @Sendable private static func end(lostTo holder: String) {
    let text =
      "warraq: this coordinator gave no sign of life, and \(holder) has taken the run over\n"
    try? FileHandle.standardError.write(contentsOf: Data(text.utf8))
    _exit(TaskStatus.permanent)
  }

  var rounds: [RoundID] { stages.rounds }
  var builder: OrderBuilder {
    OrderBuilder(run: run, job: job, stages: stages, corpus: corpus, settings: settings)
  }

  /// Does all that is not done yet and publishes the report.
  ///
  /// - Parameter partial: leave shards out that have not been read, instead of reading them.
  /// - Throws: `task` when tasks failed for good; `interrupted` after the executor was stopped.
  public func complete(partial: Bool = false) async throws -> RunOutcome {
    defer { history.write(skipped: tasksSkipped, workers: settings.workers) }
    do {
      var outcome: RunOutcome
      repeat {
        isStale = false
        decisions = [:]
        outcome = try await pass(partial: partial)
      } while isStale
      await executor.stop()
      return outcome
    } catch {
      await executor.stop()
      throw error
    }
  }

  func nextEvent() async -> ExecutorEvent? { await events.next(isolation: #isolation) }

  func interrupted() -> WarraqError {
    WarraqError(
      .interrupted,
      "stopped; what is done is kept. Run the same command again to go on")
  }

  func shard(numbered number: Int) -> Shard? { shards.first { $0.number == number } }

  func verdicts(of shard: Int) throws -> [Verdict] {
    try Verdict.read(shard, in: run)
  }

  /// Ends the run when tasks have failed.
  func checkFailures() throws {
    guard let first = failures.first else { return }
    let why = first.why.hasSuffix(".") ? String(first.why.dropLast()) : first.why
    let others = failures.count == 1 ? "" : " (and \(failures.count - 1) more tasks)"
    throw WarraqError(
      .task,
      "task \(first.task) failed\(others): \(why). Mend the cause and run the same command "
        + "again, or `warraq report \(run.path)` for a report without it. Its log is "
        + run.logFile(first.task))
  }
}
