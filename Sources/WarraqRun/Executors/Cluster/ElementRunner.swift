import Glibc
import Synchronization
import WarraqCore

/// An element of a batch, where the scheduler has started it: carries its tasks out in a worker of its
/// own and writes down how they go.
public struct ElementRunner {
  private let run: RunDirectory
  private let batch: Batch
  private let element: Batch.Element
  private let executor: LocalExecutor
  private let writer: ElementWriter

  /// - Throws: `usage` when the run has no such batch or the batch no such element.
  public init(run: RunDirectory, batch name: String, element number: Int, program: String) throws {
    guard let batch = try StableJSON.load(Batch.self, from: run.batchFile(name)) else {
      throw WarraqError(.usage, "there is no batch \(name) in \(run.path)")
    }
    guard let element = batch.elements.first(where: { $0.number == number }) else {
      throw WarraqError(.usage, "batch \(name) has no element \(number)")
    }
    self.run = run
    self.batch = batch
    self.element = element
    writer = try ElementWriter(run.elementFile(name, number))
    executor = LocalExecutor(
      run: run,
      settings: LocalExecutor.Settings(
        program: program, workers: 1, stallTimeout: batch.stallTimeout))
  }

  /// Runs to the end.
  ///
  /// - Returns: the exit status for the scheduler: 75 where it was told to end.
  public func serve() async throws -> Int32 {
    let told = Mutex<String?>(nil)
    let executor = executor
    let signals = StopSignals { name in
      told.withLock { $0 = $0 ?? name }
      Task { await executor.interrupt() }
    }
    defer { signals.cancel() }
    try writer.write(.began(host: ProcessMark.own.host, process: getpid()))
    let hasFailed: Bool
    if let records = element.records, let ticket = element.tasks.first {
      let end = await executor.probe(ticket, records: records[0]..<records[1])
      try writer.write(.ended(task: ticket.task, end: end))
      hasFailed = false
    } else {
      hasFailed = try await carryOut(told)
    }
    await executor.stop()
    let status =
      told.withLock { $0 } != nil
      ? TaskStatus.retry : hasFailed ? TaskStatus.permanent : TaskStatus.done
    try writer.write(.closed(status: status))
    return status
  }

  /// Hands the tasks to the worker one by one: of those behind one that was told to end nothing is said.
  private func carryOut(_ told: borrowing Mutex<String?>) async throws -> Bool {
    var events = executor.events.makeAsyncIterator()
    var hasFailed = false
    for (place, ticket) in element.tasks.enumerated() {
      if told.withLock({ $0 }) != nil { break }
      await executor.submit([ticket])
      guard var end = try await end(of: ticket.task, &events) else { break }
      if case .stopped(let what) = end, place == 0, told.withLock({ $0 }) == "SIGUSR1" {
        // All the time that there was, for this task alone.
        end = .failed(
          message: "\(what): the time limit is too short for it. \(Self.more)", retry: true)
      }
      hasFailed = hasFailed || end != .succeeded
      try writer.write(.ended(task: ticket.task, end: end))
    }
    return hasFailed
  }

  private static let more = "Give it more with --time, or start a run with smaller shards"

  /// Writes down how a task goes. Returns how it ended; `nil` where it was not begun any more.
  private func end(
    of task: TaskID, _ events: inout AsyncStream<ExecutorEvent>.Iterator
  ) async throws -> TaskEnd? {
    var said = ContinuousClock.now
    while let event = await events.next(isolation: #isolation) {
      switch event {
      case .started(let task, _): try writer.write(.started(task: task))
      case .progress(let task, let records, let bytes):
        guard .now - said > .seconds(3) else { continue }
        said = .now
        try writer.write(.progress(task: task, records: records, bytes: bytes))
      case .published(let task, let piece):
        try writer.write(.published(task: task, piece: piece))
      case .ended(_, let end): return end
      case .notice, .unusable: break
      }
    }
    return nil
  }
}
