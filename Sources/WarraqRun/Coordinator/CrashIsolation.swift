import WarraqCore

extension Coordinator {
  /// Looks for the record that crashes a map task, among those that were being worked on when the
  /// process died. A record that crashes a fresh process twice by itself gets a verdict, which is an
  /// input of the shard's tasks from then on.
  ///
  /// - Returns: the order with the verdict; `nil` when no single record is to blame.
  func isolateCrash(_ order: TaskOrder, why: String) async throws -> TaskOrder? {
    guard case .map(let work) = order.work else { return nil }
    for suspects in Breadcrumbs.read(run.dataDirectory(order.task)) {
      guard let ordinal = await narrow(TaskTicket(order), suspects) else { continue }
      let alone = ordinal..<ordinal + 1
      guard case .crashed = await executor.probe(TaskTicket(order), records: alone),
        case .crashed(let what, true) = await executor.probe(TaskTicket(order), records: alone)
      else { continue }
      observer(.crasher(shard: work.shard, ordinal: ordinal, why: what))
      let verdict = Verdict(ordinal: ordinal, reason: "crash")
      return try await condemn(verdict, order)
    }
    return nil
  }

  /// Halves the records until one is left that crashes.
  private func narrow(_ task: TaskTicket, _ suspects: Range<Int>) async -> Int? {
    guard await crashes(task, suspects) else { return nil }
    var range = suspects
    while range.count > 1 {
      let middle = range.lowerBound + range.count / 2
      let first = range.lowerBound..<middle
      range = await crashes(task, first) ? first : middle..<range.upperBound
    }
    return range.lowerBound
  }

  private func crashes(_ task: TaskTicket, _ records: Range<Int>) async -> Bool {
    if case .crashed(_, byItself: true) = await executor.probe(task, records: records) {
      return true
    }
    return false
  }

  /// Saves the verdict and makes the order anew with it.
  private func condemn(_ verdict: Verdict, _ order: TaskOrder) async throws -> TaskOrder? {
    guard case .map(let work) = order.work, let shard = shard(numbered: work.shard) else {
      return nil
    }
    let verdicts = (work.verdicts + [verdict]).sorted { $0.ordinal < $1.ordinal }
    let path = run.verdictFile(work.shard)
    try Files.makeDirectory(Files.directory(of: path))
    try Files.replace(path, with: StableJSON.encode(verdicts))
    isStale = isStale || work.targets != stages.passes.first ?? []
    return try builder.map(
      shard, pass: work.targets, decisions: decisions, verdicts: verdicts)
  }
}
