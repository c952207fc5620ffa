import WarraqCore

extension Coordinator {
  /// Runs the tasks that are not done yet and returns the manifests of all that are done afterwards.
  ///
  /// A finished task may bring others with it (`next`): the map task of a piece that a split task
  /// has just published. Failed tasks do not keep the others from finishing; they end up in
  /// ``failures``.
  func execute(
    _ orders: [TaskOrder], phase: String,
    published: (TaskID, Int) throws -> [TaskOrder] = { _, _ in [] }
  ) async throws -> [TaskID: TaskManifest] {
    var done: [TaskID: TaskManifest] = [:]
    var open: [TaskID: Attempt] = [:]
    var skipped = 0
    func admit(_ orders: [TaskOrder]) async throws {
      var due: [TaskTicket] = []
      for order in orders {
        if let manifest = try accept(order) {
          done[order.task] = manifest
          skipped += 1
        } else {
          let order = try await attached(order) ?? issue(order)
          open[order.task] = Attempt(order: order)
          due.append(TaskTicket(order))
        }
      }
      if !due.isEmpty { await executor.submit(due) }
    }
    try await admit(orders)
    observer(.phase(phase, run: open.count, skipped: skipped))

    while !open.isEmpty {
      guard let event = await nextEvent() else { throw interrupted() }
      switch event {
      case .started(let task, let process): observer(.started(task, process: process))
      case .progress(let task, let records, let bytes):
        observer(.progress(task, records: records, bytes: bytes))
      case .published(let task, let piece): try await admit(try published(task, piece))
      case .ended(let task, let end):
        guard var attempt = open[task] else { continue }
        switch try await settle(&attempt, end) {
        case .done(let manifest):
          done[task] = manifest
          open[task] = nil
          history.enter(manifest)
          observer(.finished(manifest))
        case .again: open[task] = attempt
        case .failed: open[task] = nil
        }
      case .notice(let text): observer(.warning(text))
      case .unusable(let why): throw WarraqError(.task, why)
      }
    }
    tasksSkipped += skipped
    current.merge(done) { _, new in new }
    return done
  }

  struct Attempt {
    var order: TaskOrder
    var number = 1
    var crashes = 0
  }

  private enum Settlement {
    case done(TaskManifest)
    case again
    case failed
  }

  /// The manifest that makes running the task needless, unless a rerun was asked for.
  func accept(_ order: TaskOrder) throws -> TaskManifest? {
    guard let manifest = try book.current(order.task, key: order.key) else { return nil }
    if let least = forced[order.task], manifest.generation < least { return nil }
    return manifest
  }

  /// The order of an attempt that an earlier coordinator submitted and that goes on.
  private func attached(_ order: TaskOrder) async throws -> TaskOrder? {
    guard let generation = await executor.underWay(order.task, key: order.key),
      generation >= forced[order.task] ?? 1,
      let issued = try StableJSON.load(TaskOrder.self, from: run.orderFile(order.task)),
      issued.key == order.key, issued.generation == generation
    else { return nil }
    history.append(issued)
    return issued
  }

  /// Writes the order where the worker finds it.
  private func issue(_ order: TaskOrder) throws -> TaskOrder {
    var order = order
    order.generation = max(
      book.nextGeneration(of: order.task, key: order.key), forced[order.task] ?? 1)
    order.reason = try explain(order)
    history.append(order)
    try write(order)
    return order
  }

  private func write(_ order: TaskOrder) throws {
    try Files.makeDirectory(run.taskDirectory(order.task))
    book.sweepAttempts(of: order.task)
    // Workers sync it before they publish; until then it can be written again.
    try Files.replace(run.orderFile(order.task), with: StableJSON.encode(order), isDurable: false)
  }

  /// Decides what the end of an attempt means.
  private func settle(_ attempt: inout Attempt, _ end: TaskEnd) async throws -> Settlement {
    let order = attempt.order
    // Whatever became of the process: when the manifest is there, the task is done.
    if let manifest = try book.current(order.task, key: order.key),
      manifest.generation >= order.generation
    {
      return .done(manifest)
    }
    if end == .notBegun {
      // No attempt: whatever it was that ended, another task has come further by it.
      await executor.submit([TaskTicket(order)])
      return .again
    }
    let why: String
    var isFinal = false
    var limit = settings.attempts
    switch end {
    case .succeeded:
      why = "the attempt says that it is done, but there is no manifest"
    case .failed(let message, let retry):
      why = message
      isFinal = !retry
    case .crashed(let what, let byItself):
      why = "the worker ended: \(what)"
      if byItself { attempt.crashes += 1 }
      // Somebody else's kill (an operator, the kernel out of memory) says little about the task.
      if !byItself { limit *= 3 }
    case .hung: why = "no progress for \(Int(settings.stallTimeout)) s, worker killed"
    case .stopped(let what):
      why = what
      limit *= 3
    case .notBegun: why = "it was not begun"
    case .outOfMemory(let what):
      why = what
      attempt.order.memory = max(32 << 20, order.memory / 2)
    }
    if attempt.crashes >= 2, let mended = try await isolateCrash(order, why: why) {
      attempt = Attempt(order: try issue(mended))
      await executor.submit([TaskTicket(attempt.order)])
      return .again
    }
    guard !isFinal, attempt.number < limit else {
      failures.append((order.task, why))
      observer(.failed(order.task, why: why))
      return .failed
    }
    observer(.retrying(order.task, attempt: attempt.number, why: why))
    // An attempt that was taken for lost may have published what has been swept since.
    attempt.order.generation = max(
      order.generation, book.nextGeneration(of: order.task, key: order.key))
    try write(attempt.order)
    let pause = (executor.patience + .milliseconds(100)) * (1 << min(attempt.number, 3))
    attempt.number += 1
    let (executor, ticket) = (executor, TaskTicket(attempt.order))
    Task {
      try? await Task.sleep(for: pause)
      await executor.submit([ticket])
    }
    return .again
  }
}
