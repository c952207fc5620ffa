import WarraqCore

extension ClusterExecutor {
  /// Makes a batch of what has come together. Orders come in quick succession: one job is better than
  /// many.
  func submitPending() async {
    while !waitingProbes.isEmpty {
      let probe = waitingProbes.removeFirst()
      do {
        probes[try await submit(batch: [probe.ticket], records: probe.records)] = probe
      } catch {
        probe.answer.resume(returning: .failed(message: "\(error)", retry: true))
      }
    }
    guard !pending.isEmpty, .now - lastSubmission > .milliseconds(200) else { return }
    let tasks = pending
    pending = []
    do {
      await cancelOthers(of: tasks)
      _ = try await submit(batch: tasks)
    } catch is CancellationError {
      // Stopped while the scheduler was away: the batch is there for the next coordinator.
    } catch {
      let why = blindness.min() ?? "\(scheduler.name) does not take the job: \(error)"
      sink.yield(.unusable(why))
    }
  }

  /// Saves the batch, submits it, saves what the scheduler calls it. Returns its name.
  private func submit(batch tasks: [TaskTicket], records: Range<Int>? = nil) async throws -> String
  {
    var batch = Batch(
      tasks, elements: facts.elements, numbersBelow: facts.numbersBelow,
      stallTimeout: settings.stallTimeout)
    if let records { batch.elements[0].records = [records.lowerBound, records.upperBound] }
    try Files.makeDirectory(run.batchDirectory(batch.name))
    try Files.replace(run.batchFile(batch.name), with: StableJSON.encode(batch))
    FaultPoint.reach("before-submit", task: "\(tasks[0].task)")
    let job = try await place(batch)
    FaultPoint.reach("after-submit", task: "\(tasks[0].task)")
    try save(job, of: batch)
    batches.append(OpenBatch(batch, job: job, run: run))
    clock.wake()
    return batch.name
  }

  /// Has the scheduler take a batch. One that is away is waited for.
  ///
  /// - Throws: its refusal.
  private func place(_ batch: Batch) async throws -> String {
    do {
      return try await scheduler.submit(batch)
    } catch {
      // It may have taken the batch without being able to say so, and come back meanwhile.
      if let job = try await answer(of: batch) { return job }
      return try await scheduler.submit(batch)
    }
  }

  /// The job of a batch, if there is one, as soon as the scheduler answers.
  private func answer(of batch: Batch) async throws -> String? {
    while true {
      do {
        return try await scheduler.find(batch)
      } catch {
        complain(error)
        try await Task.sleep(for: .seconds(settings.lag))
      }
    }
  }

  /// Cancels elements that an earlier coordinator started for orders that have changed since.
  private func cancelOthers(of tasks: [TaskTicket]) async {
    let wanted = Dictionary(tasks.map { ($0.task, $0) }, uniquingKeysWith: { _, last in last })
    for index in batches.indices {
      let old = batches[index].openElements.filter { number in
        batches[index].elements[number]?.open.values.contains {
          wanted[$0.task] != nil && wanted[$0.task] != $0
        } ?? false
      }
      if old.isEmpty { continue }
      await cancel(old, of: batches[index])
      for ticket in old.flatMap({ batches[index].drop($0) }) where wanted[ticket.task] == nil {
        pass(.stopped("cancelled with a task whose order has changed"), of: ticket)
      }
    }
  }

  /// Returns whether the scheduler has heard of it.
  @discardableResult
  func cancel(_ elements: [Int], of batch: OpenBatch) async -> Bool {
    do {
      try await scheduler.cancel(batch.batch, job: batch.job, elements: elements)
      return true
    } catch {
      sink.yield(.notice("job \(batch.job) could not be cancelled: \(error)"))
      return false
    }
  }

  /// Cancels every job and waits until none runs any more. What a scheduler that is away cannot end is
  /// left to the next coordinator.
  func cancelAll() async {
    var cancelled: [OpenBatch] = []
    for batch in batches {
      guard await cancel(batch.openElements, of: batch) else { break }
      cancelled.append(batch)
    }
    for batch in cancelled where await isOver(batch) { close(batch) }
    batches = []
  }

  /// Waits for the elements of a cancelled batch to end, for as long as schedulers let them live.
  private func isOver(_ batch: OpenBatch) async -> Bool {
    for _ in 0..<60 {
      guard let states = try? await scheduler.poll(batch.batch, job: batch.job) else {
        return false
      }
      if !states.values.contains(where: \.isRunning) { return true }
      try? await Task.sleep(for: .milliseconds(500))
    }
    return false
  }

  /// Notes that a batch is over. What its elements said is kept where something went wrong.
  func close(_ batch: OpenBatch) {
    let name = batch.batch.name
    if batch.hasFailed || !batch.openElements.isEmpty {
      try? Files.replace(run.closedFile(name), with: [])
    } else {
      Files.remove(run.batchDirectory(name))
    }
  }
}
