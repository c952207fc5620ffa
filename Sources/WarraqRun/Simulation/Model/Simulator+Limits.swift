extension Simulation {
  /// Where the design stops scaling for this run, a sentence each, and what to do.
  static func limits(
    of phases: [Phase], corpus: CorpusShape, options: SimulationOptions, memory: Int
  ) -> [String] {
    let all = phases.reduce(0) { $0 + $1.seconds }
    func share(_ bound: Bound) -> Double {
      phases.reduce(0) { $0 + ($1.boundBy == bound ? $1.seconds : 0) } / max(all, 1e-9)
    }
    let pairs = "\(corpus.shardCount) shards times \(corpus.partitions) partitions"
    var limits: [String] = []
    if corpus.shardCount > CostModel.mostMaps {
      limits.append(
        "a task that merges maps a file of each of \(corpus.shardCount) shards, and Linux gives a process "
          + "65,530 maps (vm.max_map_count): make shards larger, or raise it")
    }
    if memory > CostModel.muchMemory {
      limits.append(
        "the coordinator keeps the manifests of all tasks, which list \(pairs): make shards larger")
    }
    if share(.coordinator) > 0.25 {
      limits.append(
        "\(percent(share(.coordinator))) of the time the one thread of the coordinator is what others wait "
          + "for: orders and manifests list \(pairs). Make shards larger")
    }
    if share(.fileSystem) > 0.25 {
      limits.append(
        "\(percent(share(.fileSystem))) of the time the file system is what others wait for (--bandwidth)"
      )
    }
    for phase in phases where phase.boundBy == .longestTask && phase.seconds > all / 10 {
      limits.append("\(phase.name) waits for one task, however many machines there are")
    }
    guard !options.isLocal else { return limits }
    if options.slots > options.concurrency {
      limits.append(
        "an array of a scheduler holds \(options.elements) elements, fewer than the \(options.slots) "
          + "workers: as many tasks run at a time")
    }
    if corpus.partitions < min(options.concurrency, corpus.shardCount) {
      limits.append(
        "there are \(corpus.partitions) partitions, and \(options.concurrency) workers: the others wait while "
          + "rows meet")
    }
    return limits
  }

  private static func percent(_ share: Double) -> String { "\(Int((100 * share).rounded())) %" }
}
