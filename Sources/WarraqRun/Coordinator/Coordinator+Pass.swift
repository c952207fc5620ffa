import WarraqCodecs
import WarraqCore

extension Coordinator {
  /// One way through all phases. What is done already is skipped.
  func pass(partial: Bool) async throws -> RunOutcome {
    current = [:]
    shards = try knownShards()
    holes = corpus.inputs.compactMap { input in
      input.problem.map {
        Hole(description: "\(input.name) cannot be read: \($0)", diskBytes: max(1, input.bytes))
      }
    }
    observer(
      .planned(
        inputs: corpus.inputs.count, bytes: corpus.inputs.reduce(0) { $0 + $1.bytes },
        shards: shards.count))

    let passes = stages.passes + [[]]
    var maps: [Int: TaskManifest] = [:]
    for (index, pass) in passes.enumerated() {
      maps =
        index == 0
        ? try await readShards(pass: pass, partial: partial) : try await mapShards(pass: pass)
      let rows = shards.compactMap { shard in maps[shard.number].map { (shard, $0) } }
      for round in pass {
        let orders = try builder.reduce(round, rows: rows)
        let reduced = try await execute(orders, phase: PhaseName.decide(round))
        try checkFailures()
        decisions[round] = orders.compactMap { reduced[$0.task] }
      }
    }
    return try await finish(maps, partial: partial)
  }

  /// The first map phase, and the split tasks that feed it: a shard is read as soon as it is there.
  private func readShards(
    pass: [RoundID], partial: Bool
  ) async throws -> [Int: TaskManifest] {
    if partial {
      leaveOutUnread()
      return try await mapShards(pass: pass)
    }
    let splits = try splitOrders()
    let inputs = Dictionary(
      zip(splits.map(\.task), unsplitInputs), uniquingKeysWith: { first, _ in first })
    let maps = try shards.map { try mapOrder($0, pass: pass) }
    let done = try await execute(splits + maps, phase: PhaseName.map(pass)) { task, piece in
      guard let input = inputs[task], let shard = try pieceShard(of: input, piece: piece) else {
        return []
      }
      guard !shards.contains(where: { $0.number == shard.number }) else { return [] }
      shards.append(shard)
      return [try mapOrder(shard, pass: pass)]
    }
    try checkFailures()
    for (task, input) in inputs {
      if let manifest = done[task] { try closePlan(of: input, manifest) }
    }
    // Pieces came in the order of their making; the corpus has an order of its own.
    shards = try knownShards()
    return byShard(done, pass: pass)
  }

  private func mapShards(pass: [RoundID]) async throws -> [Int: TaskManifest] {
    let orders = try shards.map { try mapOrder($0, pass: pass) }
    let done = try await execute(orders, phase: PhaseName.map(pass))
    try checkFailures()
    return byShard(done, pass: pass)
  }

  func mapOrder(_ shard: Shard, pass: [RoundID]) throws -> TaskOrder {
    try builder.map(
      shard, pass: pass, decisions: decisions, verdicts: try verdicts(of: shard.number))
  }

  private func byShard(
    _ done: [TaskID: TaskManifest], pass: [RoundID]
  ) -> [Int: TaskManifest] {
    let phase = PhaseName.map(pass)
    return Dictionary(
      uniqueKeysWithValues: done.filter { $0.key.phase == phase }.map { ($0.key.index, $0.value) })
  }

  /// Takes out of the pass, as holes of the report, the shards that have not come as far as others:
  /// not read, or not counted when some have been.
  private func leaveOutUnread() {
    func has(_ pass: [RoundID], _ shard: Shard) -> Bool {
      let task = TaskID(phase: PhaseName.map(pass), index: shard.number)
      guard let latest = (try? book.latest(task)) ?? nil else { return false }
      return latest.generation >= forced[task] ?? 0
    }
    let passes = [[]] + stages.passes.reversed()
    let furthest = passes.first { pass in shards.contains { has(pass, $0) } } ?? passes.last ?? []
    for shard in shards where !has(furthest, shard) {
      holes.append(
        Hole(
          description: "shard \(shard.number) of \(shard.input.name) has not been read",
          diskBytes: shard.slice.diskBytes))
    }
    shards = shards.filter { has(furthest, $0) }
    for input in unsplitInputs {
      // Its published pieces are shards of their own; the rest of the file is the hole.
      let read = shards.filter { $0.input == input }.reduce(0) { $0 + $1.slice.diskBytes }
      holes.append(
        Hole(
          description: "\(input.name) has not been read to its end",
          diskBytes: max(1, input.bytes - read)))
    }
  }

  /// Merges, renders and publishes.
  private func finish(
    _ counts: [Int: TaskManifest], partial: Bool
  ) async throws -> RunOutcome {
    let present = shards.compactMap { shard in
      counts[shard.number].map { (shard: shard.number, manifest: $0) }
    }
    let facts = try corpusFacts(present.map(\.manifest))
    if settings.strict, facts.coveredBytes < facts.totalBytes {
      throw WarraqError(.damaged, damageMessage(present))
    }
    let merges = try builder.merge(present)
    let merged = try await execute(merges, phase: PhaseName.merge)
    try checkFailures()
    let order = try builder.report(
      counts: present, tables: merges.compactMap { merged[$0.task] }, evidence: decisions,
      facts: facts)
    let rendered = try await execute([order], phase: PhaseName.report)
    try checkFailures()
    guard let report = rendered[order.task], let root = report.root else { throw interrupted() }
    try publish(report, counts: present)
    for warning in facts.warnings { observer(.warning(warning)) }
    if !partial {
      Files.remove(run.rerunFile)
      sweep()
    }
    return RunOutcome(
      facts: facts, root: root, report: run.reportDirectory, tasksRun: history.count,
      tasksSkipped: tasksSkipped)
  }

  /// Adds the books of all shards up, in corpus order.
  func corpusFacts(_ manifests: [TaskManifest]) throws -> CorpusFacts {
    var counts = LedgerCounts()
    var first: [Int] = []
    var lost = holes.reduce(0) { $0 + $1.diskBytes }
    var lines = holes.map(\.description)
    for (shard, manifest) in zip(shards, manifests) {
      guard let ledger = manifest.ledger, let reading = manifest.reading else { continue }
      first.append(counts.read)
      counts.add(ledger)
      lost += reading.diskBytes - reading.coveredBytes
      if reading.coveredBytes < reading.diskBytes {
        lines.append("part of \(shard.input.name) (shard \(shard.number)) is damaged or cut off")
      }
    }
    if counts.stages.isEmpty { counts.stages = emptyAccounts }
    guard counts.isBalanced else {
      throw WarraqError(.ledger, "the books of the run do not balance: \(counts)")
    }
    let total = corpus.inputs.reduce(0) { $0 + $1.bytes }
    lost = min(lost, total)
    return CorpusFacts(
      job: job.name, counts: counts, firstOrdinals: first, coveredBytes: total - lost,
      totalBytes: total, holes: lines)
  }

  private var emptyAccounts: [LedgerCounts.StageCounts] {
    ([Tally.reader] + stages.chain(before: []).map(\.id)).map {
      LedgerCounts.StageCounts(stage: $0)
    }
  }

  private func damageMessage(_ counts: [(shard: Int, manifest: TaskManifest)]) -> String {
    let places = zip(shards, counts).filter { _, count in
      count.manifest.reading.map { $0.coveredBytes < $0.diskBytes } ?? false
    }.map { "shard \($0.0.number) of \($0.0.input.name)" }
    let names = (places + holes.map(\.description)).joined(separator: ", ")
    return "the input is damaged or ends too early (\(names)), and --strict was given. "
      + "Run without --strict to keep what is whole"
  }
}
