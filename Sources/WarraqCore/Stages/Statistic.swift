/// A stage that counts something over all surviving documents.
///
/// Each lane accumulates a partial: keyed rows. Rows with equal keys are combined, within a shard
/// and across shards, and the combined rows of each partition become a table in report order.
/// Combining must be associative and commutative: partials meet in no particular order.
public protocol Statistic: StageRole {
  /// Makes the accumulator of one lane.
  func makeAccumulator(in context: StageContext) throws -> any Accumulator
  /// Makes what adds up rows of equal keys.
  func makeCombiner() -> any RowCombiner
  /// Turns one fully combined row into rows of the table: the key of a table row is its sort key,
  /// compared byte by byte, and decides the order of the report.
  func tabulate(
    key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer, to table: any RowSink) throws
  /// Writes the report. `table` holds the table rows of all partitions in the order of their keys.
  func report(table: any RowSource, to report: any ReportBuilder) throws
}

/// Adds documents up in one lane.
public protocol Accumulator: AnyObject {
  /// Counts the active documents of a batch. Duplicates (active, but not kept) count as printings
  /// only.
  func add(_ batch: DocumentBatch, to rows: any RowSink) throws
  /// Hands over what was counted. Called once, after the last batch. An accumulator that reaches its
  /// memory limit may hand over rows earlier: they are combined later.
  func finish(to rows: any RowSink) throws
}

/// Adds up the values of rows with equal keys: `begin`, `add` for every value, `end`. One value alone
/// combines to itself, byte for byte, so that nobody need ask.
public protocol RowCombiner: AnyObject {
  func begin(key: UnsafeRawBufferPointer)
  func add(_ value: UnsafeRawBufferPointer)
  /// Appends the combined value to `value`, which is empty.
  func end(into value: inout [UInt8])
}
