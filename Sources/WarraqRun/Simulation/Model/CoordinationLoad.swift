/// The lists of a phase, which grow with shards times partitions: in orders, manifests and footers.
struct CoordinationLoad {
  /// Seconds of the coordinator before the first task can be submitted, and for what all tasks leave.
  var before = 0.0
  var during = 0.0
  /// Seconds of each task for lists.
  var worker = 0.0

  init(_ shape: PhaseShape, in simulator: Simulator, hasMessages: Bool) {
    let (costs, lists) = (simulator.costs, simulator.costs.lists)
    let shards = Double(simulator.corpus.shardCount)
    let partitions = Double(simulator.corpus.partitions)
    let files = Double(shape.rowFiles)
    switch shape.kind {
    case .map, .mapOfMessages:
      let references = hasMessages ? partitions * Double(shape.inboxes) : 0
      before = costs.phase + shards * (costs.order + references * lists.reference)
      during = shards * (lists.manifest + partitions * files * lists.section)
      worker = references * (lists.referenceRead + lists.file)
    case .reduce, .merge:
      // Each of them opens a file of every shard, and reads the whole of its footer.
      let sources = shards * files
      before = costs.phase + partitions * costs.order + sources * partitions * lists.digest
      let sections = shape.kind == .reduce ? shards : files
      during = partitions * (lists.manifest + sections * lists.section)
      worker = shards * lists.source + sources * (lists.file + partitions * lists.footer)
    case .report:
      before = costs.phase + costs.order
      during = lists.manifest
      worker = Double(shape.reads.count) * partitions * lists.file
    }
  }

  /// What the coordinator holds at the end: the manifests of all phases.
  static func memory(
    _ phases: [PhaseShape], shards: Int, partitions: Int
  ) -> Double {
    phases.reduce(Double(CostModel.coordinatorMemory)) { sum, shape in
      let pairs = Double(shards) * Double(partitions)
      switch shape.kind {
      case .map, .mapOfMessages:
        return sum + Double(shards) * CostModel.manifestMemory
          + pairs * Double(shape.rowFiles) * CostModel.sectionMemory
      case .reduce:
        return sum + Double(partitions) * CostModel.manifestMemory
          + pairs * CostModel.sectionMemory
      case .merge, .report: return sum + Double(partitions) * CostModel.manifestMemory
      }
    }
  }
}
