import WarraqCore

/// A worker of a lane, and the place of its stage in the books; an analyzer has none.
struct StageStep {
  var worker: any DocumentWorker
  var account: Int?
  /// What its time is booked under.
  var name: String
}

extension StagePlan {
  /// The workers of a chain of stages, each behind an analyzer that provides what it needs.
  ///
  /// - Parameters:
  ///   - messages: what corpus stages of the chain decided about the shard, by stage.
  ///   - finalNeeds: what is needed of documents behind the chain.
  func steps(
    _ chain: [Item], _ messages: [String: ShardMessages], _ context: StageContext,
    finalNeeds: AnalysisNeeds
  ) throws -> [StageStep] {
    var steps: [StageStep] = []
    func provide(_ needs: AnalysisNeeds) {
      guard !needs.isEmpty else { return }
      steps.append(
        StageStep(worker: library.makeAnalyzer(needs), account: nil, name: StageClock.analyze))
    }
    var preparers: [any DocumentStage] = []
    for (index, item) in chain.enumerated() {
      provide(item.stage.role.needs)
      switch item.stage {
      case .document(let stage):
        let worker = try stage.makeWorker(in: context)
        let again = try preparers.map { try $0.makeWorker(in: context) }
        steps.append(
          StageStep(
            worker: RenewingWorker(worker, then: again), account: index + 1, name: item.id))
        if stage.preparesText { preparers.append(stage) }
      case .corpus(let stage):
        let worker = try stage.makeApplier(
          decision: messages[item.id] ?? ShardMessages(), in: context)
        let again = try preparers.map { try $0.makeWorker(in: context) }
        steps.append(
          StageStep(
            worker: RenewingWorker(worker, then: again), account: index + 1, name: item.id))
      case .statistic: break
      }
    }
    provide(finalNeeds)
    return steps
  }
}
