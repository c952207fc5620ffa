import WarraqCore
import WarraqTables

/// What a corpus stage decided and what it says about it.
struct Decision {
  /// What became of a document.
  struct Outcome: Equatable {
    var standing: Standing
    var text: [UInt8]
    var entities: [EntitySpan]?
  }

  var outcomes: [Outcome]
  var report: RecordedReport
}

extension StageCompatTest {
  func check(_ stage: any CorpusStage) throws {
    let scratch = try TemporaryDirectory()
    let reference = try decide(stage, cut: (1, 1, 1000), scratch.path)
    for cut in Self.cuts {
      let found = try decide(stage, cut: cut, scratch.path)
      let place = "\(cut.shards) shards of \(cut.lanes) lanes in batches of \(cut.batch)"
      for (index, (first, second)) in zip(reference.outcomes, found.outcomes).enumerated() {
        try expect(
          first == second,
          "document \(index) is \(second.standing), not \(first.standing), or has another text or other names, in \(place)"
        )
      }
      try expect(
        found.report.transcript == reference.report.transcript, "the report differs in \(place)")
    }
    let empty = StageCompatTest(samples: [], analyzer: analyzer, make)
    _ = try empty.decide(stage, cut: (1, 1, 1), scratch.path)
  }

  typealias Cut = (shards: Int, lanes: Int, batch: Int)

  func decide(_ stage: any CorpusStage, cut: Cut, _ scratch: String) throws -> Decision {
    let shards = shards(cut.shards)
    var inboxes = shards.map { _ in ShardMessages() }
    let evidence = RowSorter(order: .key, memory: 1 << 24, scratch: scratch)
    for round in stage.rounds {
      let files = try shards.indices.map { index in
        try emit(round, shards[index], inboxes[index], cut, scratch + "/rows-\(index)")
      }
      let messages = CollectedMessages(shards: shards.count, evidence: evidence)
      let context = StageContext(
        memory: 1 << 24, scratch: scratch, inputs: shards.map { _ in Self.input })
      for partition in 0..<Self.order.partitions {
        let sections = try files.enumerated().map {
          (position: $0.offset, try $0.element.section(partition))
        }
        try RowMerger(sections, order: Self.order)
          .reduce(with: try round.makeReducer(in: context), messages: messages)
      }
      inboxes = messages.inboxes
    }
    _ = try writeRows([evidence], combiner: nil, to: scratch + "/evidence")
    return Decision(
      outcomes: try apply(stage, shards, inboxes, cut, scratch),
      report: try report(stage, shards, scratch + "/evidence"))
  }

  /// The name of the input that all samples come from.
  private static let input = "samples"
  private static let order = RowSorter.Order.hash(partitions: 3)

  private func emit(
    _ round: any CorpusRound, _ shard: ArraySlice<SampleDocument>, _ inbox: ShardMessages,
    _ cut: Cut, _ path: String
  ) throws -> RowFile {
    let context = StageContext(memory: 1 << 24, scratch: "/tmp", needs: round.needs)
    let lanes = round.readsDocuments ? cut.lanes : 1
    let emitters = try (0..<lanes).map { _ in try round.makeEmitter(inbox: inbox, in: context) }
    let sorters = emitters.map { _ in
      RowSorter(order: Self.order, memory: 1 << 24, scratch: "/tmp")
    }
    if round.readsDocuments {
      try forEachBatch(of: shard, lanes: lanes, size: cut.batch, needs: round.needs) {
        try emitters[$1].add($0, to: sorters[$1])
      }
    }
    for (emitter, sorter) in zip(emitters, sorters) { try emitter.finish(to: sorter) }
    _ = try writeRows(sorters, combiner: round.makeCombiner(), to: path)
    return try RowFile(path: path)
  }

  private func apply(
    _ stage: any CorpusStage, _ shards: [ArraySlice<SampleDocument>], _ inboxes: [ShardMessages],
    _ cut: Cut, _ scratch: String
  ) throws -> [Decision.Outcome] {
    let context = StageContext(memory: 1 << 24, scratch: scratch, needs: stage.needs)
    var outcomes: [Decision.Outcome] = []
    for (shard, inbox) in zip(shards, inboxes) {
      let workers = try (0..<cut.lanes).map { _ in
        try stage.makeApplier(decision: inbox, in: context)
      }
      var found = [Decision.Outcome?](repeating: nil, count: shard.count)
      try forEachBatch(of: shard, lanes: cut.lanes, size: cut.batch, needs: stage.needs) {
        try workers[$1].process($0)
        for document in $0.documents {
          found[document.place.ordinal] = .init(
            standing: document.standing, text: document.text, entities: document.entities)
        }
      }
      for worker in workers { try worker.finish() }
      outcomes += found.compactMap { $0 }
    }
    return outcomes
  }

  private func report(
    _ stage: any CorpusStage, _ shards: [ArraySlice<SampleDocument>], _ evidence: String
  ) throws -> RecordedReport {
    let facts = CorpusFacts(
      counts: LedgerCounts(), firstOrdinals: shards.map(\.startIndex), coveredBytes: 1,
      totalBytes: 1)
    let report = RecordedReport(corpus: facts)
    try stage.report(evidence: try RowFile(path: evidence).section(0), to: report)
    try expect(report.openTables.isEmpty, "not all tables were finished: \(report.openTables)")
    return report
  }
}

/// Sorts messages by shard, and bytes, and gives equal ones once.
private final class CollectedMessages: MessageSink {
  private var messages: [[[UInt8]]]
  private let evidence: RowSorter

  init(shards: Int, evidence: RowSorter) {
    messages = Array(repeating: [], count: shards)
    self.evidence = evidence
  }

  func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) {
    messages[shard].append(Array(message))
  }

  func keep(evidence row: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) throws {
    try evidence.emit(key: sortKey, value: row)
  }

  var inboxes: [ShardMessages] {
    messages.map { messages in
      var inbox = ShardMessages()
      for message in Set(messages).sorted(by: { $0.lexicographicallyPrecedes($1) }) {
        message.withUnsafeBytes { inbox.append($0) }
      }
      return inbox
    }
  }
}
