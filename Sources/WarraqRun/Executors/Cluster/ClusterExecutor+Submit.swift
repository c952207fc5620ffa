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
    } catch {
      sink.yield(.unusable("\(scheduler.name) does not take the job: \(error)"))
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
    let job = try await scheduler.submit(batch)
    FaultPoint.reach("after-submit", task: "\(tasks[0].task)")
    try save(job, of: batch)
    batches.append(OpenBatch(batch, job: job, run: run))
    clock.wake()
    return batch.name
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

  func cancel(_ elements: [Int], of batch: OpenBatch) async {
    do {
      try await scheduler.cancel(batch.batch, job: batch.job, elements: elements)
    } catch {
      sink.yield(.notice("job \(batch.job) could not be cancelled: \(error)"))
    }
  }

  /// Cancels every job and waits until none runs any more.
  func cancelAll() async {
    for batch in batches where !batch.openElements.isEmpty {
      await cancel(batch.openElements, of: batch)
    }
    for batch in batches {
      for _ in 0..<60 {
        let states = try? await scheduler.poll(batch.batch, job: batch.job)
        let runs = states?.values.contains { if case .running = $0 { true } else { false } }
        if runs == false { break }
        try? await Task.sleep(for: .milliseconds(500))
      }
      close(batch)
    }
    batches = []
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
