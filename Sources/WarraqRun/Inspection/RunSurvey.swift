import WarraqCore

/// Reads a run directory as it stands, without a coordinator.
struct RunSurvey {
  private let run: RunDirectory
  private let book: TaskBook

  init(_ run: RunDirectory) {
    self.run = run
    book = TaskBook(run: run, verify: false)
  }

  /// Phases that have tasks, in the order in which they run.
  var phases: [String] {
    let names = Files.list(run.path + "/tasks").filter { !$0.hasPrefix("pieces-") }
    let order = [
      PhaseName.split, "read-", "decide-", PhaseName.count, PhaseName.merge, PhaseName.report,
    ]
    func rank(_ name: String) -> Int { order.firstIndex { name.hasPrefix($0) } ?? order.count }
    return names.sorted { (rank($0), $0) < (rank($1), $1) }
  }

  func tasks(of phase: String) -> [TaskID] {
    Files.list(run.path + "/tasks/" + phase).compactMap { Int($0) }.map {
      TaskID(phase: phase, index: $0)
    }
  }

  /// The manifest of the task's present order, if it is done.
  func manifest(of task: TaskID) throws -> TaskManifest? {
    guard let order = try StableJSON.load(TaskOrder.self, from: run.orderFile(task)) else {
      return nil
    }
    return try book.current(task, key: order.key)
  }

  /// Numbers of the corpus's shards in order, with the places of their inputs in the corpus: names can
  /// repeat.
  func shards(_ corpus: CorpusManifest) throws -> [(shard: Int, input: Int)] {
    let registry = try ShardRegistry(run.readOnly)
    let plans = PlanBook(run)
    return try corpus.inputs.enumerated().flatMap { place, input -> [(Int, Int)] in
      guard let plan = try plans.plan(of: input) else { return [] }
      let pieces = plan.isSplit ? registry.numbers(of: input.plan).count : plan.slices.count
      return (0..<pieces).compactMap { piece in
        registry.known(plan: input.plan, piece: piece).map { ($0, place) }
      }
    }
  }
}
