import WarraqCore

extension Coordinator {
  /// Why a task has to run, in words.
  func explain(_ order: TaskOrder) throws -> String {
    guard let latest = try book.latest(order.task) else { return "it has not been run yet" }
    if latest.key == order.key {
      if let least = forced[order.task], latest.generation < least {
        return "a rerun was asked for"
      }
      return "its output is missing or damaged"
    }
    let names = Set(latest.parts.keys).union(order.parts.keys).sorted()
    let changed = names.filter { latest.parts[$0] != order.parts[$0] }
    return "changed: " + changed.joined(separator: ", ")
  }
}

extension Coordinator {
  /// What was done to a run, and what would be done now. Writes nothing, and asks nobody: another
  /// coordinator may be at work on the run meanwhile.
  ///
  /// - Parameters:
  ///   - job: what to do; `nil`: what the run did before.
  ///   - inputs: what to read; empty: what the run read before.
  public static func explain(
    _ run: RunDirectory, job: Job?, inputs: [String], library: StageLibrary
  ) throws -> Explanation {
    let coordinator = try Coordinator(
      run: run.readOnly, job: job, inputs: inputs, settings: RunSettings(workers: Machine.cores),
      library: library, command: "explain", executor: IdleExecutor(), observer: { _ in })
    return try coordinator.explanation()
  }
}

/// Runs nothing: for looking at a run.
private struct IdleExecutor: Executor {
  let events = AsyncStream<ExecutorEvent> { $0.finish() }
  func submit(_ tasks: [TaskTicket]) async {}
  func probe(_ task: TaskTicket, records: Range<Int>) async -> TaskEnd {
    .failed(message: "nothing runs here", retry: false)
  }
  func stop() async {}
}
