public import WarraqCore

/// A test that every stage must pass, whoever wrote it. Call it from a test of yours:
///
/// ```swift
/// @Test func `my stage keeps the rules`() throws {
///   try StageCompatTest { .document(MyStage()) }.run()
/// }
/// ```
///
/// The engine cuts a corpus into shards, lanes and batches as it likes, and runs any part of it
/// again. So whatever the cuts, a document stage must do the same to each document, a statistic must
/// come to the same rows and report, and a corpus stage to the same decision and report.
public struct StageCompatTest {
  /// What a stage did wrong.
  public struct Failure: Error, CustomStringConvertible {
    public let description: String
  }

  let make: () throws -> Stage
  let samples: [SampleDocument]
  let analyzer: (AnalysisNeeds) throws -> (any DocumentWorker)?

  /// Makes the test of the stage that `make` makes, on some documents.
  ///
  /// `analyzer` makes what fills in the parts of documents' analyses that the stage needs; a stage
  /// that needs none can leave it out.
  public init(
    samples: [SampleDocument] = SampleDocument.assorted,
    analyzer: @escaping (AnalysisNeeds) throws -> (any DocumentWorker)? = { _ in nil },
    _ make: @escaping () throws -> Stage
  ) {
    self.make = make
    self.samples = samples
    self.analyzer = analyzer
  }

  /// Runs all checks. Throws a ``Failure`` that says what went wrong, or what the stage throws.
  public func run() throws {
    switch try make() {
    case .document(let stage): try check(stage)
    case .statistic(let stage): try check(stage)
    case .corpus(let stage): try check(stage)
    }
  }

  /// The report of a statistic or a corpus stage on the samples, to compare with what it should be.
  /// That of a document stage is empty.
  public func report() throws -> RecordedReport {
    let scratch = try TemporaryDirectory()
    switch try make() {
    case .document:
      return RecordedReport(
        corpus: CorpusFacts(
          counts: LedgerCounts(), firstOrdinals: [], coveredBytes: 0, totalBytes: 0))
    case .statistic(let stage):
      return try report(stage, cut: (1, 1, 1000), memory: 1 << 24, scratch.path)
    case .corpus(let stage): return try decide(stage, cut: (2, 1, 1000), scratch.path).report
    }
  }

  /// Ways of cutting the samples: the numbers of shards, lanes in a shard and documents in a batch.
  static let cuts: [(shards: Int, lanes: Int, batch: Int)] = [
    (1, 1, 1), (1, 1, 7), (1, 3, 2), (2, 1, 1000), (3, 2, 5), (7, 3, 1),
  ]

  func expect(_ condition: Bool, _ what: @autoclosure () -> String) throws {
    if !condition { throw Failure(description: what()) }
  }

  /// The samples of each shard, cut at chance but the same way each time.
  func shards(_ count: Int) -> [ArraySlice<SampleDocument>] {
    var random = SplitMix(UInt64(count))
    let cuts = (1..<count).map { _ in Int(random.next() % UInt64(samples.count + 1)) }.sorted()
    let ends = cuts + [samples.count]
    return zip([0] + cuts, ends).map { samples[$0..<$1] }
  }

  /// Calls `body` with batch after batch of a shard's documents, analysed, and the lane of each.
  func forEachBatch(
    of shard: ArraySlice<SampleDocument>, lanes: Int, size: Int, needs: AnalysisNeeds,
    _ body: (DocumentBatch, _ lane: Int) throws -> Void
  ) throws {
    let worker = try analyzer(needs)
    let batch = DocumentBatch()
    var random = SplitMix(UInt64(lanes))
    let starts = Array(stride(from: 0, to: shard.count, by: size))
    // Batches reach lanes in any order.
    for start in lanes > 1 ? starts.reversed() : starts {
      batch.removeAll()
      for ordinal in start..<min(start + size, shard.count) {
        shard[shard.startIndex + ordinal].add(
          to: batch, at: Place(ordinal: ordinal, offset: ordinal * 100))
      }
      try worker?.process(batch)
      try body(batch, Int(random.next() % UInt64(lanes)))
    }
    try worker?.finish()
  }
}
