import WarraqCore

extension ClusterExecutor {
  /// Looks once at everything: files, manifests, the scheduler.
  func look() async {
    var news = 0
    for index in batches.indices { news += deliver(batches[index].read(), of: index) }
    hasBegun = hasBegun || batches.contains(where: \.hasBegun)
    news += seeManifests()
    if !batches.isEmpty, clock.isTimeToPoll() { await askScheduler() }
    let lag = Duration.seconds(settings.lag)
    for index in batches.indices {
      let (ends, elements) = batches[index].settle(at: .now, after: lag)
      // A job that is held for good would stay in the queue for ever.
      if !elements.isEmpty { await cancel(elements, of: batches[index]) }
      news += deliver(ends, of: index)
    }
    for batch in batches where batch.openElements.isEmpty { close(batch) }
    batches.removeAll { $0.openElements.isEmpty }
    news > 0 ? clock.hasten() : clock.slow()
  }

  private func askScheduler() async {
    for index in batches.indices where !batches[index].openElements.isEmpty {
      do {
        let states = try await scheduler.poll(batches[index].batch, job: batches[index].job)
        for notice in batches[index].take(states, at: .now) { sink.yield(.notice(notice)) }
        silentSince = nil
      } catch {
        complain(error)
        return
      }
    }
    for batch in batches { blindness.formUnion(batch.blindness) }
    // One bad machine takes what it is given faster than good ones end what they do.
    let enough = facts.looksElsewhere ? 1 : 2
    if !hasBegun, blindness.count >= enough, !batches.contains(where: \.isRunning),
      let why = blindness.min()
    {
      sink.yield(.unusable(why))
    }
  }

  /// A scheduler that is away for a while is waited for: jobs go on without it.
  func complain(_ error: any Error) {
    guard silentSince == nil else { return }
    silentSince = .now
    sink.yield(
      .notice("\(scheduler.name) does not answer; what runs goes on, and is waited for: \(error)"))
  }

  /// Passes news on. Returns how many tasks have ended.
  @discardableResult
  func deliver(_ news: [OpenBatch.News], of index: Int) -> Int {
    for item in news {
      switch item {
      case .event(.published(let task, let piece)): pieces[task, default: []].append(piece)
      case .event(let event): sink.yield(event)
      case .ended(let ticket, let end):
        for piece in pieces.removeValue(forKey: ticket.task) ?? [] {
          sink.yield(.published(ticket.task, piece: piece))
        }
        batches[index].hasFailed = batches[index].hasFailed || end != .succeeded
        if let probe = probes.removeValue(forKey: batches[index].batch.name) {
          probe.answer.resume(returning: end)
        } else if end == .succeeded {
          see(ticket)
        } else {
          pass(end, of: ticket)
        }
      }
    }
    return news.count { if case .ended = $0 { true } else { false } }
  }

  /// Passes the end of a task on, or keeps it until somebody waits for it.
  func pass(_ end: TaskEnd, of ticket: TaskTicket) {
    if awaited.remove(ticket) != nil {
      sink.yield(.ended(ticket.task, end))
    } else {
      early[ticket] = end
    }
  }

  /// A task is done when its manifest is seen, which a shared file system may show late.
  func see(_ ticket: TaskTicket) {
    unseen.append((ticket, .now + .seconds(12 * settings.lag)))
    _ = seeManifests()
  }

  private func seeManifests() -> Int {
    var seen = 0
    unseen.removeAll { ticket, until in
      let path = run.manifestFile(ticket.task, key: ticket.key, generation: ticket.generation)
      // Listing the directory has a network file system ask its server.
      let isThere =
        Files.exists(path)
        || Files.list(run.taskDirectory(ticket.task)).contains { path.hasSuffix("/" + $0) }
      guard isThere || .now > until else { return false }
      pass(.succeeded, of: ticket)
      seen += 1
      return true
    }
    return seen
  }
}
