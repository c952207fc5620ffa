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

  /// The corpus's shards in order, with what stands before each in its input.
  func places(_ corpus: CorpusManifest) throws -> [ShardPlace] {
    var places: [ShardPlace] = []
    for (number, input, piece) in try shards(corpus) {
      let count = TaskID(phase: PhaseName.count, index: number)
      let reading = try manifest(of: count)?.reading
      let isFirst = places.last?.input != input
      places.append(
        ShardPlace(
          number: number, input: input, piece: piece,
          before: isFirst ? .zero : places.last?.behind,
          size: reading.map { .init(records: $0.records, bytes: $0.decodedBytes) }))
    }
    return places
  }

  /// Numbers of the corpus's shards in order, with the places of their inputs in the corpus, since names
  /// can repeat, and of their pieces in the input.
  func shards(_ corpus: CorpusManifest) throws -> [(shard: Int, input: Int, piece: Int)] {
    let registry = try ShardRegistry(run.readOnly)
    let plans = PlanBook(run)
    return try corpus.inputs.enumerated().flatMap { place, input -> [(Int, Int, Int)] in
      guard let plan = try plans.plan(of: input) else { return [] }
      let pieces = plan.isSplit ? registry.numbers(of: input.plan).count : plan.slices.count
      return (0..<pieces).compactMap { piece in
        registry.known(plan: input.plan, piece: piece).map { ($0, place, piece) }
      }
    }
  }

  /// Whether all shards of a corpus are known: inputs are planned, and streams split to their ends.
  func isPlanned(_ corpus: CorpusManifest) throws -> Bool {
    let plans = PlanBook(run)
    return try corpus.inputs.allSatisfy { input in
      guard let plan = try plans.plan(of: input) else { return input.problem != nil }
      return !plan.isSplit || plan.pieces > 0
    }
  }

  /// The shard at a place, ready to be read; `nil` for a piece of a stream that is not there.
  func shard(at place: ShardPlace, of corpus: CorpusManifest) throws -> Shard? {
    try shards(at: [place], of: corpus)?.first
  }

  /// The shards at some places; `nil` where one of them is not there.
  func shards(at places: [ShardPlace], of corpus: CorpusManifest) throws -> [Shard]? {
    let plans = PlanBook(run)
    var shards: [Shard] = []
    for place in places {
      let input = corpus.inputs[place.input]
      guard let source = try plans.plan(of: input)?.source(of: place.piece, input, book) else {
        return nil
      }
      shards.append(Shard(number: place.number, input: input, source: source))
    }
    return shards
  }
}

/// A shard of a run, and where in its input it stands.
struct ShardPlace {
  /// So many records, and their decoded bytes.
  struct Extent {
    var records: Int
    var bytes: Int
    static let zero = Extent(records: 0, bytes: 0)
  }

  var number: Int
  /// The place of its input in the corpus.
  var input: Int
  /// Which piece of its input it is.
  var piece: Int
  /// What stands before it in its input; `nil` while shards before it are not counted.
  var before: Extent?
  /// What it holds itself; `nil` while it is not counted.
  var size: Extent?

  /// What stands in its input before the shard behind it.
  var behind: Extent? {
    guard let before, let size else { return nil }
    return Extent(records: before.records + size.records, bytes: before.bytes + size.bytes)
  }
}
