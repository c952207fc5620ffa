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
    let told = Atomic(false)
    let executor = executor
    let signals = StopSignals { _ in
      told.store(true, ordering: .relaxed)
      Task { await executor.interrupt() }
    }
    defer { signals.cancel() }
    try writer.write(.began(host: ProcessMark.own.host, process: getpid()))
    var hasFailed = false
    if let records = element.records, let ticket = element.tasks.first {
      let end = await executor.probe(ticket, records: records[0]..<records[1])
      try writer.write(.ended(task: ticket.task, end: end))
    } else {
      hasFailed = try await carryOut(told)
    }
    await executor.stop()
    let status =
      told.load(ordering: .relaxed) ? TaskStatus.retry : hasFailed ? TaskStatus.permanent : 0
    try writer.write(.closed(status: status))
    return status
  }

  /// Hands the tasks to the worker one by one: those behind one that was told to end stay unsaid.
  private func carryOut(_ told: borrowing Atomic<Bool>) async throws -> Bool {
    var events = executor.events.makeAsyncIterator()
    var hasFailed = false
    for ticket in element.tasks where !told.load(ordering: .relaxed) {
      await executor.submit([ticket])
      var end: TaskEnd?
      var said = ContinuousClock.now
      while end == nil, let event = await events.next() {
        switch event {
        case .started(let task, _): try writer.write(.started(task: task))
        case .progress(let task, let records, let bytes):
          guard ContinuousClock.now - said > .seconds(3) else { continue }
          said = .now
          try writer.write(.progress(task: task, records: records, bytes: bytes))
        case .published(let task, let piece):
          try writer.write(.published(task: task, piece: piece))
        case .ended(let task, let how):
          end = how
          hasFailed = hasFailed || how != .succeeded
          try writer.write(.ended(task: task, end: how))
        case .notice, .unusable: break
        }
      }
    }
    return hasFailed
  }
}
