import WarraqCodecs
import WarraqCore
import WarraqTables

/// One thread's share of a map task: its own parser, stage workers and row sorters.
final class Lane {
  /// Bytes of records that make one batch of documents.
  private static let batchBytes = 1 << 17

  let block = RecordBlock()
  /// One for each output of the task.
  let sinks: [RowSorter]
  var tally: Tally
  var clock = StageClock()
  /// Quarantine entries by ordinal.
  let losses: RowSorter

  private let task: MapTask
  private let batch = DocumentBatch()
  private let parser: RecordParser
  private var steps: [StageStep] = []
  private let end: End
  /// What the time of each emitter or accumulator is booked under.
  private let endNames: [String]
  private let verdicts: [Int: String]
  /// For each document of the batch, its record in the block.
  private var recordOf: [Int] = []

  private enum End {
    case emit([any RowEmitter])
    case count([any Accumulator])
  }

  init(task: MapTask, messages: [String: ShardMessages]) throws {
    self.task = task
    parser = try RecordParser(format: task.format, encoding: task.work.slice.encoding)
    verdicts = Dictionary(
      task.work.verdicts.map { ($0.ordinal, $0.reason) }, uniquingKeysWith: { first, _ in first })

    let plan = task.plan
    let chain = plan.chain(before: task.work.targets)
    let memory =
      task.memory(beside: messages) / task.environment.lanes / max(1, task.outputs.count)
    let scratch = task.environment.scratch
    let progress = task.environment.progress
    // Statistics add up in memory of their own what rounds leave to sorting. Stages before them have what they
    // have in every pass.
    let sorting = task.work.targets.isEmpty ? memory / 4 : memory / 2
    var context = StageContext(
      memory: memory - sorting, scratch: scratch, beat: { progress.beat() })
    sinks = task.outputs.map { _ in
      RowSorter(
        order: .hash(partitions: task.work.partitions), memory: sorting, scratch: scratch)
    }
    losses = RowSorter(order: .key, memory: memory / 4, scratch: scratch)
    tally = Tally(
      stages: [Tally.reader] + chain.map(\.id),
      looksForMarkup: task.work.targets.isEmpty && !plan.removesMarkup)

    let targets = task.work.targets
    endNames = targets.isEmpty ? plan.statistics.map(\.id) : targets.map(\.name)
    let rounds = try targets.map { try plan.round($0) }
    let needs =
      targets.isEmpty ? plan.statistics.map(\.statistic.needs) : rounds.map(\.needs)
    let finalNeeds = needs.reduce(AnalysisNeeds()) { $0.union($1) }
    context.needs = chain.reduce(finalNeeds) { $0.union($1.stage.role.needs) }
    var stepContext = context
    stepContext.memory = memory / 2
    if rounds.first?.readsDocuments ?? true {
      steps = try plan.steps(chain, messages, stepContext, finalNeeds: finalNeeds)
    }
    if targets.isEmpty {
      end = .count(try plan.statistics.map { try $0.statistic.makeAccumulator(in: context) })
    } else {
      end = .emit(
        try zip(targets, rounds).map { target, round in
          let inbox = target.round == 0 ? nil : messages[target.stage]
          return try round.makeEmitter(inbox: inbox ?? ShardMessages(), in: context)
        })
    }
  }

  /// Takes the records of the block through all stages, some at a time: what is made of them stays in
  /// the cache from stage to stage.
  func process() throws {
    var start = 0
    while start < block.records.count {
      var (end, bytes) = (start, 0)
      while end < block.records.count, bytes < Self.batchBytes {
        bytes += block.records[end].range.count
        end += 1
      }
      try process(start..<end)
      start = end
    }
  }

  private func process(_ records: Range<Int>) throws {
    try parse(records)
    clock.mark(StageClock.parse)
    for step in steps {
      try step.worker.process(batch)
      defer { clock.mark(step.name) }
      guard let account = step.account else { continue }
      let stage = tally.counts.stages[account].stage
      try tally.settle(batch, account: account) { index, reason in
        let message = "the stage \(stage) could not process it"
        try lose(recordOf[index], Loss(stage: stage, reason: reason, message: message))
      }
    }
    tally.settleKept(batch)
    switch end {
    case .emit(let emitters):
      for (index, emitter) in emitters.enumerated() {
        try emitter.add(batch, to: sinks[index])
        clock.mark(endNames[index])
      }
    case .count(let accumulators):
      for (index, accumulator) in accumulators.enumerated() {
        try accumulator.add(batch, to: sinks[index])
        clock.mark(endNames[index])
      }
    }
  }

  /// Turns records of the block into documents; bad ones go to the quarantine.
  private func parse(_ records: Range<Int>) throws {
    batch.removeAll()
    recordOf.removeAll(keepingCapacity: true)
    for index in records {
      let record = block.records[index]
      guard isWanted(record.place.ordinal) else { continue }
      tally.readOne()
      if let problem = record.problem {
        try lose(index, Loss(problem))
      } else if let reason = verdicts[record.place.ordinal] {
        try lose(index, Loss(reason: reason, message: "it crashed a fresh process twice"))
      } else {
        let document = batch.add(at: record.place)
        if let problem = parser.parse(block.bytes(of: record), into: document) {
          batch.removeLast()
          try lose(index, Loss(problem))
        } else {
          FaultPoint.inspect(text: document.text)
          recordOf.append(index)
        }
      }
    }
    tally.settleReading(documents: batch.count)
  }

  /// Whether anybody looks at the record.
  private func isWanted(_ ordinal: Int) -> Bool {
    if let probe = task.probe, !probe.contains(ordinal) { return false }
    guard case .emit(let emitters) = end else { return true }
    return emitters.contains { $0.wants(ordinal) }
  }

  private func lose(_ index: Int, _ loss: Loss) throws {
    let record = block.records[index]
    if loss.stage == Tally.reader { tally.quarantine(loss.reason) }
    guard task.work.targets.isEmpty else { return }
    let entry = QuarantineEntry(
      work: task.work, record: record, raw: block.bytes(of: record), loss: loss)
    var key = RowEncoder()
    key.ordinal(record.place.ordinal)
    let line = try StableJSON.encode(entry, pretty: false)
    try key.bytes.withUnsafeBytes { key in
      try line.withUnsafeBytes { try losses.emit(key: key, value: $0) }
    }
  }

  /// Hands over what was collected. A worker may find only now that something is wrong.
  func finish() throws {
    while let step = steps.popLast() { try step.worker.finish() }
    switch end {
    case .emit(let emitters):
      for (emitter, sink) in zip(emitters, sinks) { try emitter.finish(to: sink) }
    case .count(let accumulators):
      for (accumulator, sink) in zip(accumulators, sinks) { try accumulator.finish(to: sink) }
    }
    clock.mark(StageClock.write)
  }

  /// Releases what the workers hold when the task has failed: the first error is the one that counts.
  func close() {
    for step in steps { try? step.worker.finish() }
  }
}
