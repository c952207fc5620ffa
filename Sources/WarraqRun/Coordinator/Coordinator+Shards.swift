import WarraqCodecs
import WarraqCore

extension Coordinator {
  /// All shards that are known, in corpus order.
  func knownShards() throws -> [Shard] {
    var shards: [Shard] = []
    for input in corpus.inputs {
      guard let plan = try plans.plan(of: input) else { continue }
      let pieces =
        plan.isSplit ? max(plan.pieces, publishedPieces(of: input)) : plan.slices.count
      shards += try (0..<pieces).compactMap { try shard(of: input, plan, piece: $0) }
    }
    return shards
  }

  /// The shard that a piece of a stream is, once it has been published.
  func pieceShard(of input: CorpusInput, piece: Int) throws -> Shard? {
    try plans.plan(of: input).flatMap { try shard(of: input, $0, piece: piece) }
  }

  private func shard(of input: CorpusInput, _ plan: InputPlan, piece: Int) throws -> Shard? {
    guard let source = try plan.source(of: piece, input, book) else { return nil }
    return Shard(
      number: try registry.number(plan: input.plan, piece: piece), input: input, source: source)
  }

  /// Inputs that are one stream and have not been split, or have lost a piece since.
  var unsplitInputs: [CorpusInput] {
    corpus.inputs.filter { input in
      guard let plan = try? plans.plan(of: input), plan.isSplit else { return false }
      guard plan.pieces > 0 else { return true }
      return (0..<plan.pieces).contains { (try? pieceShard(of: input, piece: $0)) == nil }
    }
  }

  func splitOrders() throws -> [TaskOrder] {
    try unsplitInputs.compactMap { input in
      guard let plan = try plans.plan(of: input), let description = plan.description else {
        return nil
      }
      let number = corpus.inputs.firstIndex(of: input) ?? 0
      let pieces = max(plan.pieces, publishedPieces(of: input))
      let present = try (0..<pieces).filter { try pieceShard(of: input, piece: $0) != nil }
      let order = try builder.split(
        input, number: number, description: description, sizes: plan.sizes,
        present: present)
      // A piece is missing although the split was once done: do it again.
      forced[order.task] = book.nextGeneration(of: order.task, key: order.key)
      return order
    }
  }

  /// How many pieces have been published, by the highest one.
  private func publishedPieces(of input: CorpusInput) -> Int {
    let directory = run.path + "/tasks/" + PhaseName.pieces(input.plan)
    return Files.list(directory).compactMap { Int($0) }.max().map { $0 + 1 } ?? 0
  }

  /// Notes how many pieces a stream has, once it has been split to its end.
  func closePlan(of input: CorpusInput, _ manifest: TaskManifest) throws {
    guard var plan = try plans.plan(of: input), let pieces = manifest.reading?.records else {
      return
    }
    plan.pieces = pieces
    try plans.keep(plan, of: input)
  }
}
