import WarraqCore
import WarraqTables

/// Lets the rows of one partition of all shards meet, and sends what a reducer says back to shards.
struct ReduceTask {
  static let evidence = "evidence"

  let work: ReduceWork
  let plan: StagePlan
  let environment: TaskEnvironment

  func run() throws -> TaskResult {
    let upstream = try Upstream.load(work.upstream, in: environment.run)
    let sources = try upstream.open(work.round.rows, section: work.partition, in: environment.run)
    let sink = Sink(environment)
    let round = try plan.round(work.round)
    let (memory, scratch) = (environment.memory / 4, environment.scratch)
    let context = StageContext(
      memory: memory, scratch: scratch, inputs: upstream.shards.compactMap(\.input),
      makeSorter: { RowSorter(order: .key, memory: memory, scratch: scratch) })
    try RowMerger(sources, order: .hash(partitions: 1))
      .reduce(with: try round.makeReducer(in: context), messages: sink)
    environment.progress.add(records: sink.count, bytes: 0)

    var result = TaskResult()
    result.outputs[MessageFile.name] = try MessageFile.write(
      sink.messages, shards: upstream.shards.map(\.shard),
      to: environment.attempt + "/" + MessageFile.name)
    result.outputs[Self.evidence] = TaskOutput(
      try writeRows(
        [sink.evidence], combiner: nil, to: environment.attempt + "/" + Self.evidence))
    return result
  }

  private final class Sink: MessageSink {
    let messages: RowSorter
    let evidence: RowSorter
    private(set) var count = 0
    private var key = RowEncoder()

    init(_ environment: TaskEnvironment) {
      let memory = environment.memory / 4
      messages = RowSorter(order: .key, memory: memory, scratch: environment.scratch)
      evidence = RowSorter(order: .key, memory: memory, scratch: environment.scratch)
    }

    func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) throws {
      count += 1
      key.removeAll()
      key.ordinal(shard)
      key.raw(message)
      try key.bytes.withUnsafeBytes {
        try messages.emit(key: $0, value: UnsafeRawBufferPointer(start: nil, count: 0))
      }
    }

    func keep(evidence row: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) throws {
      try evidence.emit(key: sortKey, value: row)
    }
  }
}

extension Upstream {
  static func load(_ path: String, in run: RunDirectory) throws -> Upstream {
    guard let upstream = try StableJSON.load(Upstream.self, from: run.absolute(path)) else {
      throw WarraqError(.state, "\(path) is missing. Run the same command again")
    }
    return upstream
  }

  /// Opens one section of the same file of every shard, in corpus order.
  func open(
    _ name: String, section: Int, in run: RunDirectory
  ) throws -> [(position: Int, SectionReader)] {
    try shards.enumerated().map { position, source in
      let file = try RowFile(path: run.absolute(source.directory) + "/" + name)
      return (position, try file.section(section))
    }
  }
}
