import Foundation
import Glibc
import WarraqCodecs
import WarraqCore

/// Carries out tasks in a worker: reads the order, runs the work in a directory of the attempt's own,
/// and publishes the manifest last.
public final class TaskRunner {
  /// What a probe prints when the records did no harm: an exit status alone could be the records'.
  public static let survived = "survived"

  private let run: RunDirectory
  private let library: StageLibrary
  private var plan: (digest: Digest, job: Job, stages: StagePlan)?
  private let attempts = AttemptHolder()

  public init(run: RunDirectory, library: StageLibrary) {
    self.run = run
    self.library = library
  }

  /// Runs one task, or only some records of a map task without publishing anything.
  public func perform(
    _ task: TaskID, probe: Range<Int>? = nil, reporting reporter: TaskReporter = TaskReporter()
  ) throws {
    guard var order = try StableJSON.load(TaskOrder.self, from: run.orderFile(task)) else {
      throw WarraqError(.usage, "there is no order for task \(task) in \(run.path)")
    }
    WorkerLimits.current.bound(&order)
    try check(order.versions)
    let final = run.manifestFile(task, key: order.key, generation: order.generation)
    if probe == nil && Files.exists(final) { return }
    FaultPoint.reach("start", task: task.description)

    let attempt = run.dataDirectory(task) + "/g\(order.generation)-\(ProcessMark.uniqueName())"
    let scratch = attempt + "/scratch"
    try attempts.begin(attempt, of: task)
    defer { attempts.end() }
    try Files.makeDirectory(scratch)
    let environment = TaskEnvironment(
      run: run, attempt: attempt, scratch: scratch, memory: order.memory, lanes: order.lanes,
      progress: reporter.progress,
      breadcrumbs: probe == nil ? try crumbs(order, in: run.dataDirectory(task)) : nil)

    let start = Stopwatch()
    PeakMemory.reset()
    for file in order.files { try file.check() }
    let result = try work(order, environment, probe, reporter)
    for file in order.files { try file.check() }
    guard probe == nil else { return }
    FaultPoint.reach("before-publish", task: task.description)
    Files.remove(scratch)
    let manifest = TaskManifest(
      task: task, key: order.key, generation: order.generation, parts: order.parts,
      reason: order.reason, directory: run.relative(attempt), outputs: result.outputs,
      ledger: result.ledger, reading: result.reading, root: result.root, seconds: start.seconds,
      cpuSeconds: start.cpuSeconds, stageSeconds: result.stageSeconds,
      usage: TaskUsage(since: start), host: ProcessInfo.processInfo.hostName)
    // The manifest stands on all of this, also after a power failure.
    try Files.sync(run.orderFile(task))
    try Files.sync(attempt)
    try attempts.publish { try Files.publish(final, with: StableJSON.encode(manifest)) }
    FaultPoint.reach("after-publish", task: task.description)
  }

  /// Ends the process when a signal tells it to, with nothing half done.
  ///
  /// - Parameter say: gets how far the task came.
  public func endWhenTold(
    _ reporter: TaskReporter, say: @escaping @Sendable (String) -> Void
  ) -> StopSignals {
    StopSignals { [attempts] name in
      say(attempts.abandon(told: name, progress: reporter.progress))
      _exit(TaskStatus.retry)
    }
  }

  private func work(
    _ order: TaskOrder, _ environment: TaskEnvironment, _ probe: Range<Int>?,
    _ reporter: TaskReporter
  ) throws -> TaskResult {
    let (job, stages) = try loadPlan(for: order)
    guard stages.fits(order, format: job.input) else {
      // What a cluster still runs for the job that was: its key would promise what this is not.
      throw WarraqError(
        .stale, "the run's job has changed since the order of task \(order.task) was written")
    }
    if case .map = order.work {} else { stages.items.forEach { $0.stage.role.letGo() } }
    switch order.work {
    case .split(let work):
      return try SplitTask(
        work: work, format: job.input, order: order, environment: environment, reporter: reporter
      ).run()
    case .map(let work):
      // Retries of a program take their time as well.
      environment.progress.longestSilence =
        3 * (stages.items.map(\.stage.role.longestSilence).max() ?? 0)
      return try MapTask(
        work: work, plan: stages, format: job.input, environment: environment, probe: probe
      ).run()
    case .reduce(let work):
      return try ReduceTask(work: work, plan: stages, environment: environment).run()
    case .merge(let work):
      return try MergeTask(work: work, plan: stages, environment: environment).run()
    case .report(let work):
      return try ReportTask(work: work, plan: stages, environment: environment).run()
    }
  }

  /// The run's job, parsed again only when it or a file of its stages has changed: a worker lives for
  /// many tasks.
  private func loadPlan(for order: TaskOrder) throws -> (Job, StagePlan) {
    guard let bytes = Files.read(run.jobFile) else {
      throw WarraqError(.state, "\(run.jobFile) is missing")
    }
    let digest = Digest(of: bytes)
    let files = order.files.map(\.digest)
    if let plan, plan.digest == digest, files.isEmpty || plan.stages.files.map(\.digest) == files {
      return (plan.job, plan.stages)
    }
    let job = try Job.parse(
      yaml: String(decoding: bytes, as: UTF8.self), path: run.jobFile,
      registry: library.descriptors)
    let stages = try StagePlan(job, library: library)
    plan = (digest, job, stages)
    return (job, stages)
  }

  private func check(_ versions: FormatVersions) throws {
    guard versions != library.versions else { return }
    let ours = library.versions
    throw WarraqError(
      .version,
      "this worker has Unicode \(ours.unicode), ICU \(ours.icu), format \(ours.warraq); the run was "
        + "made with Unicode \(versions.unicode), ICU \(versions.icu), format \(versions.warraq). "
        + "Use the same build of Warraq on all machines")
  }

  /// Breadcrumbs of map tasks, beside the attempts: a crash removes no file.
  private func crumbs(_ order: TaskOrder, in directory: String) throws -> Breadcrumbs? {
    guard case .map = order.work else { return nil }
    return try Breadcrumbs(directory: directory, lanes: order.lanes)
  }
}

/// Takes what a running task says of itself. The worker's loop passes it on to the coordinator.
open class TaskReporter: @unchecked Sendable {
  public let progress = TaskProgress()
  public init() {}
  /// A split task has published a piece.
  open func published(piece: Int) {}
}

/// Wall and processor time since it was made.
struct Stopwatch {
  private let wall = DispatchTime.now().uptimeNanoseconds
  private let cpu = Self.cpuTime()
  private let queue = ProcessorQueue.seconds

  var seconds: Double {
    Double((DispatchTime.now().uptimeNanoseconds - wall) / 1_000_000) / 1000
  }
  var cpuSeconds: Double { ((Self.cpuTime() - cpu) * 1000).rounded() / 1000 }
  /// Seconds in which threads could have gone on, but others had the processors.
  var queuedSeconds: Double { max(0, ((ProcessorQueue.seconds - queue) * 1000).rounded() / 1000) }

  private static func cpuTime() -> Double {
    var usage = rusage()
    getrusage(__rusage_who_t(RUSAGE_SELF.rawValue), &usage)
    func seconds(_ time: timeval) -> Double { Double(time.tv_sec) + Double(time.tv_usec) / 1e6 }
    return seconds(usage.ru_utime) + seconds(usage.ru_stime)
  }
}
