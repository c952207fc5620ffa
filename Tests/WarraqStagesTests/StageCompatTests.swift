import Testing
import WarraqCore
import WarraqStages
import WarraqTestKit

@Suite struct StageCompatTests {
  /// Every built-in stage, with its defaults and with options that change the most.
  static let cases: [(name: String, options: [String: OptionValue])] = [
    ("html", [:]),
    ("language", [:]),
    ("language", ["override": .boolean(true)]),
    ("normalize", [:]),
    ("normalize", ["arabic": .string("never")]),
    ("chrome", [:]),
    (
      "chrome",
      [
        "minimumDocuments": .integer(2), "share": .fraction(1), "edge": .integer(1),
        "seeds": .boolean(false),
      ]
    ),
    ("dedupe", [:]),
    ("dedupe", ["keep": .string("longest")]),
    ("dedupe", ["from": .string("samples")]),
    ("dedupe", ["kind": .string("near"), "ngram": .integer(1), "threshold": .fraction(3_000)]),
    (
      "dedupe",
      [
        "kind": .string("near"), "ngram": .integer(1), "threshold": .fraction(5_000),
        "cluster": .string("component"), "keep": .string("earliest"),
      ]
    ),
    ("dedupe", ["kind": .string("lines"), "minimumTokens": .integer(0)]),
    (
      "dedupe",
      [
        "kind": .string("paragraphs"), "minimumTokens": .integer(1), "dropAbove": .integer(2),
      ]
    ),
    ("recognize", [:]),
    ("entities", [:]),
    ("lengths", [:]),
    ("terms", [:]),
    ("terms", ["minimumCount": .integer(3), "numbers": .string("drop")]),
    ("terms", ["forms": .string("all"), "stopWords": .string("en")]),
    ("command", ["run": .list([.string("sed"), .string("-u"), .string("s/.*/{}/")])]),
  ]

  @Test(arguments: cases.indices)
  func `every built-in stage keeps the rules of stages`(index: Int) throws {
    let (name, options) = Self.cases[index]
    let test = StageCompatTest(analyzer: { Prepare(needs: $0, normalizes: name != "normalize") }) {
      try makeStage(name, options)
    }
    try test.run()
  }

  @Test func `every built-in stage is tried`() {
    #expect(Set(Self.cases.map(\.name)) == Set(StageRegistry.all.map(\.name)))
  }

  @Test(arguments: StageRegistry.all.map(\.name))
  func `a stage is found by its name and describes its options`(name: String) throws {
    let stage = try #require(StageRegistry.descriptor(named: name))
    #expect(stage.version >= 1 && !stage.summary.isEmpty)
    #expect(Set(stage.options.map(\.name)).count == stage.options.count)
    #expect(stage.options.allSatisfy { !$0.summary.isEmpty })
  }

  @Test func `a name that is no stage finds nothing`() {
    #expect(StageRegistry.descriptor(named: "nonsense") == nil)
  }

  @Test func `a statistic whose sum depends on the order is found out`() {
    let test = StageCompatTest(analyzer: { StageRegistry.analyzer(needs: $0) }) {
      .statistic(LastOneWins())
    }
    #expect(throws: StageCompatTest.Failure.self) { try test.run() }
  }

  @Test func `a document stage that remembers earlier documents is found out`() {
    let test = StageCompatTest { .document(EveryOther()) }
    #expect(throws: StageCompatTest.Failure.self) { try test.run() }
  }
}

/// Makes a stage as the planner does: with every default filled in.
func makeStage(_ name: String, _ options: [String: OptionValue], directory: String = "/") throws
  -> Stage
{
  let descriptor = try #require(StageRegistry.descriptor(named: name))
  var values = options
  for option in descriptor.options where values[option.name] == nil {
    values[option.name] = option.defaultValue
  }
  return try descriptor.make(StageOptions(values, directory: directory))
}

/// What comes before a stage in a job: normalize, then the analyzer.
final class Prepare: DocumentWorker {
  private var workers: [any DocumentWorker] = []

  init(needs: AnalysisNeeds, normalizes: Bool = true) {
    if normalizes, case .document(let stage)? = try? makeStage("normalize", [:]),
      let worker = try? stage.makeWorker(
        in: StageContext(memory: 1 << 20, scratch: "/tmp", needs: needs))
    {
      workers.append(worker)
    }
    workers.append(StageRegistry.analyzer(needs: needs))
  }

  func process(_ batch: DocumentBatch) throws {
    for worker in workers { try worker.process(batch) }
  }
}

/// Breaks the rules: of two rows, the one that was added last stays.
private struct LastOneWins: Statistic {
  private final class Counter: Accumulator, RowCombiner {
    private var last: [UInt8] = []

    func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
      for document in batch.documents where document.isKept {
        try [UInt8(1)].withUnsafeBytes { key in
          try document.text.prefix(9).withUnsafeBytes { try rows.emit(key: key, value: $0) }
        }
      }
    }

    func finish(to rows: any RowSink) {}
    func begin(key: UnsafeRawBufferPointer) {}
    func add(_ value: UnsafeRawBufferPointer) { last = Array(value) }
    func end(into value: inout [UInt8]) { value += last + [UInt8(last.count % 7)] }
  }

  func makeAccumulator(in context: StageContext) -> any Accumulator { Counter() }
  func makeCombiner() -> any RowCombiner { Counter() }
  func tabulate(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to table: any RowSink
  ) throws {
    try table.emit(key: key, value: value)
  }
  func report(table: any RowSource, to report: any ReportBuilder) throws {
    let writer = try report.table("last.tsv", columns: ["last"])
    try table.forEach {
      try writer.field($1)
      try writer.endRow()
    }
    try writer.finish()
  }
}

/// Breaks the rules: rejects every other document that its lane sees in one batch.
private struct EveryOther: DocumentStage {
  private final class Worker: DocumentWorker {
    func process(_ batch: DocumentBatch) {
      for (index, document) in batch.documents.enumerated() where index % 2 == 1 {
        document.reject("odd")
      }
    }
  }

  func makeWorker(in context: StageContext) -> any DocumentWorker { Worker() }
}
