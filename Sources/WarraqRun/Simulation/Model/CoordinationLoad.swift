/// The lists of a phase, which grow with shards times partitions: in orders, manifests and footers.
struct CoordinationLoad {
  /// Seconds of the coordinator before the first task can be submitted, and for what all tasks leave.
  var before: Double
  var during: Double
  /// Seconds of each task for lists.
  var worker = 0.0
  /// Bytes of the manifests that the tasks leave, which the coordinator keeps.
  var memory: Double

  /// - Parameters:
  ///   - messages: bytes that tasks of a map phase read of earlier phases.
  ///   - sent: bytes of messages that tasks of a reduce phase write.
  init(_ shape: PhaseShape, in simulator: Simulator, messages: Double, sent: Double) {
    let (costs, lists) = (simulator.costs, simulator.costs.lists)
    let shards = Double(simulator.corpus.shardCount)
    let partitions = Double(simulator.corpus.partitions)
    let files = Double(shape.rowFiles)
    let tasks: Double
    var sections = 0.0
    switch shape.kind {
    case .map, .mapOfMessages:
      tasks = shards
      sections = shards * partitions * files
      // An order refers to the partitions alone that have something to say to the shard.
      let all = min(shards * partitions * Double(shape.inboxes), messages / CostModel.message)
      before = all * lists.reference
      worker = all / max(1, shards) * (lists.referenceRead + lists.file)
    case .reduce, .merge:
      tasks = partitions
      sections =
        shape.kind == .merge
        ? partitions * files : min(shards * partitions, sent / CostModel.message)
      // Each of them opens a file of every shard, and checks the whole of its footer.
      before = shards * partitions * files * lists.digest
      worker = shards * (lists.source + files * (lists.file + partitions * lists.footer))
    case .report:
      tasks = 1
      before = 0
      worker = Double(shape.reads.count) * partitions * lists.file
    }
    before += costs.phase + tasks * costs.order
    during = tasks * lists.manifest + sections * lists.section
    memory = tasks * CostModel.manifestMemory + sections * CostModel.sectionMemory
  }
}
