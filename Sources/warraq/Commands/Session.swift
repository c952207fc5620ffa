import Dispatch
import Foundation
import WarraqCore
import WarraqRun
import WarraqStages

/// A coordinator and its executor, stopped by SIGINT and SIGTERM.
struct Session {
  let coordinator: Coordinator
  let display: ProgressDisplay
  private let run: RunDirectory
  private let job: Job
  private let cluster: ClusterExecutor?
  private let signals: [any DispatchSourceSignal]

  /// - Parameter job: what to do; `nil`: what the run did before, where it did it.
  init(
    run: RunDirectory, job: Job?, inputs: [String], options: ExecutionOptions,
    style: ProgressDisplay.Style
  ) async throws {
    // While it is prepared nothing runs yet, and nothing can be lost: stop at once.
    for number in [SIGINT, SIGTERM] { signal(number) { _ in _exit(ExitStatus.interrupted) } }
    let display = ProgressDisplay(style)
    self.display = display
    let job = try options.placed(job, in: run)
    self.run = run
    self.job = job
    let choice = try await ExecutorChoice(
      run: run, spec: job.cluster, settings: options.settings, workers: options.division.workers,
      program: Self.program)
    cluster = choice.cluster
    let executor = choice.executor
    coordinator = try Coordinator(
      run: run, job: job, inputs: inputs, settings: choice.settings, library: .builtIn,
      command: CommandLine.arguments.dropFirst().joined(separator: " "), executor: executor,
      observer: { display.show($0) })
    // Workers ignore an interrupt at the terminal; the coordinator stops them.
    let handlers: [(Int32, @Sendable () async -> Void)] = [
      (SIGINT, { await executor.stop() }), (SIGTERM, { await executor.stop() }),
      (SIGUSR1, { [cluster] in await cluster?.leave() }),
    ]
    signals = handlers.map { number, handler in
      signal(number, SIG_IGN)
      let source = DispatchSource.makeSignalSource(signal: number)
      source.setEventHandler { Task { await handler() } }
      source.resume()
      return source
    }
  }

  /// Runs to the end and says how it went.
  func complete(partial: Bool = false) async throws -> RunOutcome {
    let ended = try await ExecutorChoice.endJobs(
      of: run, besides: job.cluster, program: Self.program)
    tell("ended jobs that would do the same work", ended)
    tell("going on with jobs that run already", try await cluster?.attach() ?? [])
    do {
      let outcome = try await coordinator.complete(partial: partial)
      display.endPhase()
      return outcome
    } catch let error as WarraqError where error.code == .interrupted {
      guard await cluster?.hasLeft == true else { throw error }
      throw WarraqError(
        .left, "left; the jobs go on. Run the same command again to go on with them")
    }
  }

  private func tell(_ what: String, _ jobs: [String]) {
    if !jobs.isEmpty { display.show(.warning("\(what): \(jobs.joined(separator: ", "))")) }
  }

  /// This very program: workers are the same build.
  static var program: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/exe"))
      ?? CommandLine.arguments[0]
  }
}

extension ExecutionOptions {
  /// A job, or that of the run, with what the flags say of where it runs.
  func placed(_ job: Job?, in run: RunDirectory) throws -> Job {
    var job = try job ?? Job.read(path: run.jobFile, registry: StageLibrary.builtIn.descriptors)
    var spec = cluster.spec
    spec.memory = memory
    job.cluster = job.cluster.overridden(by: spec, executor: cluster.executor)
    return job
  }
}

extension StageLibrary {
  /// The stages that come with Warraq.
  static var builtIn: StageLibrary {
    StageLibrary(
      descriptors: StageRegistry.all, unicode: StageRegistry.unicodeVersion,
      icu: StageRegistry.icuVersion, makeAnalyzer: { StageRegistry.analyzer(needs: $0) })
  }
}
