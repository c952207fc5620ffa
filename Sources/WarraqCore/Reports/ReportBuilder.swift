/// Takes what a stage has to say in the report: files for programs, panels and numbers for people.
public protocol ReportBuilder: AnyObject {
  /// The corpus that the report is about.
  var corpus: CorpusFacts { get }
  /// Opens a TSV file of the report, `terms.tsv` for example. Close it with ``TableWriter/finish()``.
  func table(_ name: String, columns: [String]) throws -> any TableWriter
  /// Brings the rows that `fill` emits into the order of their keys. What does not fit into the memory
  /// of the task waits on the disk.
  func sorted(_ fill: (any RowSink) throws -> Void) throws -> any RowSource
  /// Makes rows of those of a table, on several threads, and brings them into the order of their keys, in
  /// shares: rows of one group stand in one share. How many shares there are is no part of any result.
  ///
  /// - Parameter fill: called with each part of the table.
  func grouped(
    _ table: any RowSource,
    _ fill: @escaping @Sendable (any RowSource, any GroupedRowSink) throws -> Void
  ) throws -> [any RowSource]
  /// Makes rows of those of shares, on several threads, and brings all of them into the order of their keys.
  ///
  /// - Parameter fill: called with each share.
  func sorted(
    _ shares: [any RowSource],
    _ fill: @escaping @Sendable (any RowSource, any RowSink) throws -> Void
  ) throws -> any RowSource
  /// Adds a panel to `index.html`.
  func add(_ panel: ReportPanel)
  /// Adds a number to `summary.json`.
  func summarize(_ key: String, _ value: Int)
}

/// Writes one TSV file, field by field. It escapes tab, line feed, carriage return and backslash
/// and drops bidirectional controls.
public protocol TableWriter: AnyObject {
  func field(_ bytes: UnsafeRawBufferPointer) throws
  func field(_ text: String) throws
  func field(_ number: Int) throws
  func endRow() throws
  func finish() throws
}

/// What is known of the corpus when the report is made.
public struct CorpusFacts: Codable, Equatable, Sendable {
  /// The name of the job.
  public var job: String
  public var counts: LedgerCounts
  /// For each shard in corpus order, the number of records in the shards before it.
  public var firstOrdinals: [Int]
  /// Share of the input's bytes that the report covers, as an exact fraction.
  public var coveredBytes: Int
  public var totalBytes: Int
  /// What is not covered, one line each; empty at full coverage.
  public var holes: [String]

  public init(
    job: String = "", counts: LedgerCounts, firstOrdinals: [Int], coveredBytes: Int,
    totalBytes: Int, holes: [String] = []
  ) {
    self.job = job
    self.holes = holes
    self.counts = counts
    self.firstOrdinals = firstOrdinals
    self.coveredBytes = coveredBytes
    self.totalBytes = totalBytes
  }

  /// What whoever reads the report should know of the texts, a line each.
  public var warnings: [String] {
    guard counts.marked > 0 else { return [] }
    let documents =
      counts.marked == 1
      ? "1 document that is kept holds" : "\(counts.marked) documents that are kept hold"
    return [
      "\(documents) HTML markup, and tags are counted as words. "
        + "Put the stage html before the others, or command with a program that cleans the texts"
    ]
  }

  /// The ordinal in the corpus of a record of the shard at a corpus position.
  public func ordinal(shard: Int, record: Int) -> Int { firstOrdinals[shard] + record }
}
