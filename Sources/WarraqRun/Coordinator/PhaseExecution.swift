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
      var due: [TaskID] = []
      for order in orders {
        if let manifest = try accept(order) {
          done[order.task] = manifest
          skipped += 1
        } else {
          open[order.task] = Attempt(order: try issue(order))
          due.append(order.task)
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
          observer(.finished(manifest))
        case .again: open[task] = attempt
        case .failed: open[task] = nil
        }
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

  /// Writes the order where the worker finds it.
  private func issue(_ order: TaskOrder) throws -> TaskOrder {
    var order = order
    order.generation = max(
      book.nextGeneration(of: order.task, key: order.key), forced[order.task] ?? 1)
    order.reason = try explain(order)
    history.append(order)
    try Files.makeDirectory(run.taskDirectory(order.task))
    book.sweepAttempts(of: order.task)
    try Files.replace(run.orderFile(order.task), with: StableJSON.encode(order))
    return order
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
    }
    if attempt.crashes >= 2, let mended = try await isolateCrash(order, why: why) {
      attempt = Attempt(order: try issue(mended))
      await executor.submit([order.task])
      return .again
    }
    guard !isFinal, attempt.number < limit else {
      failures.append((order.task, why))
      observer(.failed(order.task, why: why))
      return .failed
    }
    observer(.retrying(order.task, attempt: attempt.number, why: why))
    book.sweepAttempts(of: order.task)
    let pause = Duration.milliseconds(100 << min(attempt.number, 3))
    attempt.number += 1
    let executor = executor
    Task {
      try? await Task.sleep(for: pause)
      await executor.submit([order.task])
    }
    return .again
  }
}
