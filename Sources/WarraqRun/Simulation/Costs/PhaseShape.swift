import WarraqCore

/// Files of one name that the tasks of a phase write for others.
struct Volume: Hashable, Sendable {
  var phase: String
  var file: String
}

/// A phase of a job, before anything is run: what its tasks read, and what decides how many there are.
struct PhaseShape: Sendable {
  enum Kind: Sendable {
    /// A task for each shard; each of them writes what its documents give.
    case map
    /// The same, but for documents or shards that were asked for by messages: the more, the larger the
    /// corpus.
    case mapOfMessages
    /// A task for each partition.
    case reduce, merge
    /// One task.
    case report
  }

  var name: String
  var what: String
  var kind: Kind
  var readsDocuments = false
  /// What it reads that other phases wrote.
  var reads: [Volume]
  /// Row files of each shard that its tasks open, for each task.
  var rowFiles = 0
  /// Seconds for a byte of documents that the slowest of its stages says it takes.
  var stageSeconds = 0.0
  /// The reduce phases whose messages to a shard a map task reads.
  var inboxes = 0

  var isMap: Bool { kind == .map || kind == .mapOfMessages }

  /// The phases of a job in the order in which they run, without the split of streams.
  static func phases(of stages: StagePlan) throws -> [PhaseShape] {
    var shapes: [PhaseShape] = []
    for pass in stages.passes + [[]] {
      shapes.append(try map(pass, stages))
      for round in pass {
        shapes.append(
          PhaseShape(
            name: PhaseName.decide(round), what: "decide one range of keys", kind: .reduce,
            reads: [Volume(phase: PhaseName.map(pass), file: round.rows)], rowFiles: 1))
      }
    }
    let statistics = stages.statistics.map(\.id)
    shapes.append(
      PhaseShape(
        name: PhaseName.merge, what: "merge one range of keys", kind: .merge,
        reads: statistics.map { Volume(phase: PhaseName.count, file: $0 + ".rows") },
        rowFiles: statistics.count))
    let tables = statistics.map { Volume(phase: PhaseName.merge, file: MergeTask.table($0)) }
    let evidence = stages.rounds.map {
      Volume(phase: PhaseName.decide($0), file: ReduceTask.evidence)
    }
    shapes.append(
      PhaseShape(
        name: PhaseName.report, what: "render the report", kind: .report, reads: tables + evidence))
    return shapes
  }

  /// The pass that serves some rounds, or the last one, which counts.
  private static func map(_ pass: [RoundID], _ stages: StagePlan) throws -> PhaseShape {
    let chain = stages.chain(before: pass)
    let names = pass.map(\.stage)
    let readsDocuments = try pass.first.map { try stages.round($0).readsDocuments } ?? true
    let earlier = pass.filter { $0.round > 0 }.map {
      RoundID(stage: $0.stage, round: $0.round - 1)
    }
    var inboxes = readsDocuments ? chain.compactMap { stages.lastRound(of: $0.id) } : []
    inboxes += earlier.filter { !inboxes.contains($0) }
    var shape = PhaseShape(
      name: PhaseName.map(pass), what: "count one shard",
      kind: earlier.isEmpty ? .map : .mapOfMessages, readsDocuments: readsDocuments,
      reads: inboxes.map { Volume(phase: PhaseName.decide($0), file: MessageFile.name) },
      rowFiles: max(1, pass.isEmpty ? stages.statistics.count : pass.count),
      inboxes: inboxes.count)
    if !pass.isEmpty {
      let list = names.joined(separator: " and ")
      shape.what = readsDocuments ? "read one shard for \(list)" : "pass on what \(list) says"
    }
    let end = pass.isEmpty ? stages.items : stages.items.filter { names.contains($0.id) }
    shape.stageSeconds = (chain + end).map(\.stage.role.secondsPerByte).max() ?? 0
    return shape
  }
}
