import WarraqCore

/// Why tasks ran, were skipped, or would run.
public struct Explanation: Codable, Sendable {
  /// What the last command did.
  public struct Command: Codable, Sendable {
    public var command: String
    public var began: String
    public var ran: [Line]
    public var skipped: Int
  }

  public struct Line: Codable, Sendable {
    public var task: String
    public var reason: String
  }

  /// The commands that worked on the run, the last one last.
  public var commands: [Command]
  /// Who is at work on the run now, as far as this machine can tell.
  public var coordinator: String?
  /// What the next `warraq run` would do, as things stand.
  public var next: [Line]
  /// How many tasks it would skip, as far as that can be told.
  public var unchanged: Int

  init(_ run: RunDirectory, next: [Line], unchanged: Int) {
    commands = RunHistory.read(run).map { entry in
      Command(
        command: entry.command, began: entry.began,
        ran: entry.ran.map { Line(task: $0.task.description, reason: $0.reason) },
        skipped: entry.skipped)
    }
    coordinator = RunLock.holder(of: run)
    self.next = next
    self.unchanged = unchanged
  }
}

extension Coordinator {
  /// Looks, without running anything, at what a run would do now.
  public func explanation() throws -> Explanation {
    var lines: [Explanation.Line] = []
    var unchanged = 0
    /// Whether all of a phase's outputs are there; its manifests go to `done`.
    func look(_ orders: [TaskOrder]) throws -> [TaskID: TaskManifest]? {
      var done: [TaskID: TaskManifest] = [:]
      for order in orders {
        if let manifest = try accept(order) {
          done[order.task] = manifest
          unchanged += 1
        } else {
          lines.append(.init(task: order.task.description, reason: try explain(order)))
        }
      }
      return done.count == orders.count ? done : nil
    }
    func later(_ phase: String) {
      lines.append(.init(task: phase, reason: "depends on the tasks above"))
    }

    shards = try knownShards()
    for input in unsplitInputs {
      lines.append(.init(task: "split \(input.name)", reason: "it has not been split into shards"))
    }
    var isOpen = !unsplitInputs.isEmpty
    decisions = [:]
    for pass in stages.passes {
      let orders = try shards.map { try mapOrder($0, pass: pass) }
      guard let done = isOpen ? nil : try look(orders) else {
        if isOpen { later(PhaseName.map(pass)) }
        isOpen = true
        for round in pass { later(PhaseName.decide(round)) }
        continue
      }
      let rows = shards.compactMap { shard in
        done[TaskID(phase: PhaseName.map(pass), index: shard.number)].map { (shard, $0) }
      }
      for round in pass {
        let reduces = try builder.reduce(round, rows: rows)
        if let reduced = try look(reduces) {
          decisions[round] = reduces.compactMap { reduced[$0.task] }
        } else {
          isOpen = true
        }
      }
    }
    let counts = isOpen ? nil : try look(try shards.map { try mapOrder($0, pass: []) })
    if isOpen { later(PhaseName.count) }
    guard let counts else {
      later(PhaseName.merge)
      later(PhaseName.report)
      return Explanation(run, next: lines, unchanged: unchanged)
    }
    let present = shards.compactMap { shard in
      counts[TaskID(phase: PhaseName.count, index: shard.number)].map {
        (shard: shard.number, manifest: $0)
      }
    }
    let merges = try builder.merge(present)
    if let merged = try look(merges) {
      let order = try builder.report(
        counts: present, tables: merges.compactMap { merged[$0.task] }, evidence: decisions,
        facts: try corpusFacts(present.map(\.manifest)))
      _ = try look([order])
    } else {
      later(PhaseName.report)
    }
    return Explanation(run, next: lines, unchanged: unchanged)
  }
}
