import WarraqCore

/// What the stages of a job decided about some shards, and about no others: found as a coordinator finds
/// it, by the keys of the tasks. What an earlier or later state of the run left behind has other keys.
struct DecidedState {
  /// The manifests of the reduce tasks, as far as the run has come.
  private(set) var decisions: [RoundID: [TaskManifest]] = [:]
  /// Whether all rounds have decided, and all shards are counted.
  private(set) var isComplete = false

  /// Nothing is decided.
  init() {}

  /// - Parameter shards: in corpus order.
  init(of shards: [Shard], _ builder: OrderBuilder) throws {
    let book = TaskBook(run: builder.run, verify: false)
    /// The manifests of all orders; `nil` where one of them is not done.
    func done(_ orders: [TaskOrder]) throws -> [TaskManifest]? {
      var manifests: [TaskManifest] = []
      for order in orders {
        guard let manifest = try book.current(order.task, key: order.key) else { return nil }
        manifests.append(manifest)
      }
      return manifests
    }
    for pass in builder.stages.passes + [[]] {
      let maps = try shards.map { shard in
        try builder.map(
          shard, pass: pass, decisions: decisions,
          verdicts: try Verdict.read(shard.number, in: builder.run))
      }
      guard let maps = try done(maps) else { return }
      for round in pass {
        let rows = zip(shards, maps).map { (shard: $0, manifest: $1) }
        guard let reduced = try done(try builder.reduce(round, rows: rows)) else { return }
        decisions[round] = reduced
      }
    }
    isComplete = true
  }
}
