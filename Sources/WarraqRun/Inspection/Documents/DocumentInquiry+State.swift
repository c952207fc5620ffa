/// A run that was stopped holds decisions of several states: of its report, and of the job and the corpus as
/// they are now. An explanation stands on one of them.
extension DocumentInquiry {
  /// Whether the report is that of the corpus and the job as they are now.
  var isFinished: Bool { reported != nil && report?.shards == places.map(\.number) }

  /// What the last rounds of corpus stages said of a shard, by stage: all of one state of the run, that of
  /// the report if it covers the shard.
  func decisions(of shard: Int) -> [String: [TaskManifest]] {
    let isReported = report?.shards.contains(shard) == true
    let state = isReported ? reported ?? present : present
    var decisions: [String: [TaskManifest]] = [:]
    for item in plan.items {
      decisions[item.id] = plan.lastRound(of: item.id).flatMap { state.decisions[$0] }
    }
    return decisions
  }

  /// What the report tells, where all of that is still there.
  static func reported(
    _ report: ReportedDocuments?, _ places: [ShardPlace], _ survey: RunSurvey,
    _ builder: OrderBuilder
  ) throws -> DecidedState? {
    guard let report else { return nil }
    let byNumber = Dictionary(places.map { ($0.number, $0) }) { first, _ in first }
    let reported = report.shards.compactMap { byNumber[$0] }
    guard reported.count == report.shards.count,
      let shards = try survey.shards(at: reported, of: builder.corpus)
    else { return nil }
    let state = try DecidedState(of: shards, builder)
    return report.tells(state, of: builder.stages) ? state : nil
  }

  /// As long as not all shards are known nothing is decided about the corpus.
  static func present(
    _ places: [ShardPlace], _ survey: RunSurvey, _ builder: OrderBuilder
  ) throws -> DecidedState {
    guard try survey.isPlanned(builder.corpus),
      let shards = try survey.shards(at: places, of: builder.corpus)
    else { return DecidedState() }
    return try DecidedState(of: shards, builder)
  }
}
