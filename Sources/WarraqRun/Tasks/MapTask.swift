import Dispatch
import Synchronization
import WarraqCodecs
import WarraqCore
import WarraqTables

/// Reads one shard and takes its documents through the stages: to the rows of a round, or to the
/// partials of all statistics.
///
/// Blocks of records are dealt to lanes as they are read; what lanes collect is sorted and merged, so
/// that neither their number nor their order shows in the output.
struct MapTask {
  let work: MapWork
  let plan: StagePlan
  let format: InputFormat
  let environment: TaskEnvironment
  /// Only these records, for narrowing a crash down; nothing is written then.
  var probe: Range<Int>?

  func run() throws -> TaskResult {
    let messages = try work.messages.mapValues { try MessageFile.read($0, in: environment.run) }
    if let target = work.targets.first, try !plan.round(target).readsDocuments {
      return try write([try passOn(messages)], ReadOutcome())
    }
    try work.stamp?.check(work.path, name: work.inputName)
    let lanes = try (0..<environment.lanes).map { _ in try Lane(task: self, messages: messages) }
    let reader = try ShardReader(path: work.path, slice: work.slice, format: format)
    let outcome = try read(reader, into: lanes)
    try work.stamp?.check(work.path, name: work.inputName)
    guard probe == nil else { return TaskResult() }
    return try write(lanes, outcome)
  }

  /// Makes rows of messages alone: the lane has nothing to read.
  private func passOn(_ messages: [String: ShardMessages]) throws -> Lane {
    let lane = try Lane(task: self, messages: messages)
    do {
      try lane.finish()
    } catch {
      lane.close()
      throw error
    }
    return lane
  }

  /// Deals the blocks to the lanes until there are no more.
  private func read(_ reader: ShardReader, into lanes: [Lane]) throws -> ReadOutcome {
    let shared = Shared(reader)
    let crumbs = environment.breadcrumbs
    let progress = environment.progress
    nonisolated(unsafe) let lanes = lanes
    DispatchQueue.concurrentPerform(iterations: lanes.count) { index in
      let lane = lanes[index]
      do {
        lane.clock.skip()
        while try shared.next(lane.block) {
          lane.clock.mark(StageClock.decode)
          crumbs?.enter(lane: index, block: lane.block)
          try lane.process()
          progress.add(
            records: lane.block.records.count,
            bytes: lane.block.records.reduce(0) { $0 + $1.range.count })
        }
        lane.clock.mark(StageClock.decode)
        try lane.finish()
      } catch {
        shared.fail(error)
        lane.close()
      }
    }
    return try shared.outcome()
  }

  private func write(_ lanes: [Lane], _ outcome: ReadOutcome) throws -> TaskResult {
    var result = TaskResult()
    var clock = StageClock()
    for (index, name) in outputs.enumerated() {
      let path = environment.attempt + "/" + name
      let summary = try writeRows(
        lanes.map { $0.sinks[index] }, combiner: try combiner(index), to: path)
      result.outputs[name] = TaskOutput(summary)
    }
    var ledger = LedgerCounts()
    for lane in lanes { ledger.add(lane.tally.counts) }
    guard ledger.isBalanced else {
      throw WarraqError(
        .ledger, "the books of this shard do not balance: \(ledger)", input: work.inputName,
        shard: work.shard)
    }
    if work.targets.isEmpty, ledger.quarantined > 0 {
      result.outputs[QuarantineEntry.fileName] = try QuarantineEntry.write(
        lanes.map(\.losses), to: environment)
    }
    clock.mark(StageClock.write)
    for lane in lanes { clock.add(lane.clock) }
    result.stageSeconds = clock.seconds
    result.ledger = ledger
    result.reading = ReadingFacts(
      records: ledger.read, decodedBytes: outcome.decodedBytes,
      coveredBytes: outcome.coveredDiskBytes, diskBytes: work.slice.diskBytes)
    return result
  }

  /// The names of the row files that the task writes, one for each sink of a lane.
  var outputs: [String] {
    work.targets.isEmpty ? plan.statistics.map { $0.id + ".rows" } : work.targets.map(\.rows)
  }

  /// What messages, of which all lanes look at the same, leave of the task's memory: at least a quarter.
  func memory(beside messages: [String: ShardMessages]) -> Int {
    let held = messages.values.reduce(0) { $0 + $1.size }
    return max(environment.memory - held, environment.memory / 4)
  }

  private func combiner(_ index: Int) throws -> (any RowCombiner)? {
    work.targets.isEmpty
      ? plan.statistics[index].statistic.makeCombiner()
      : try plan.round(work.targets[index]).makeCombiner()
  }
}

/// The reader behind a lock, and the first error of any lane.
private final class Shared: Sendable {
  private struct State {
    var reader: ShardReader
    var error: (any Error)?
  }
  // The reader is touched by one lane at a time, under the lock.
  private nonisolated(unsafe) let state: UnsafeMutablePointer<State>
  private let lock = Mutex(())

  init(_ reader: ShardReader) {
    state = .allocate(capacity: 1)
    state.initialize(to: State(reader: reader))
  }

  deinit {
    state.deinitialize(count: 1)
    state.deallocate()
  }

  func next(_ block: RecordBlock) throws -> Bool {
    try lock.withLock { _ in
      guard state.pointee.error == nil else { return false }
      return try state.pointee.reader.next(block)
    }
  }

  func fail(_ error: any Error) {
    lock.withLock { _ in state.pointee.error = state.pointee.error ?? error }
  }

  func outcome() throws -> ReadOutcome {
    try lock.withLock { _ in
      if let error = state.pointee.error { throw error }
      return state.pointee.reader.outcome
    }
  }
}
