/// A stage that decides about documents by looking at all of them, in one or more rounds.
///
/// In each round every shard emits keyed rows; the rows of all shards meet per partition, grouped
/// by key, and a reducer sends messages back to shards. The messages of the last round are the
/// decision, which ``makeApplier(decision:in:)`` carries out wherever the shard is read again.
///
/// Shards are named by their position in the corpus, so that "first" means first in input order.
/// Everything a round does must be a pure function of rows and messages.
public protocol CorpusStage: StageRole {
  var rounds: [any CorpusRound] { get }
  /// Makes the worker that applies the decision to one shard's documents, in one lane.
  func makeApplier(decision: ShardMessages, in context: StageContext) throws -> any DocumentWorker
  /// Writes what was decided, and why, into the report. `evidence` holds what the reducers of all
  /// rounds said, in the order of its sort keys.
  func report(evidence: any RowSource, to report: any ReportBuilder) throws
  /// The same for stages that report together: this is the first of them, `others` follow it. By default
  /// what the others are does not matter.
  func report(
    evidence: any RowSource, with others: [any CorpusStage], to report: any ReportBuilder) throws
  /// A stage that decides the same, but whose first round looks at documents that `previous`, the stage
  /// right before it, has not decided about yet: one pass over the documents then serves both. `nil`
  /// where it must wait, which is the default.
  func beside(_ previous: any CorpusStage) -> (any CorpusStage)?
  /// Stages of a job that name the same thing here report together: the first of them, from the
  /// evidence of all. `nil`: each for itself.
  var reportsTogether: String? { get }
}

extension CorpusStage {
  public func beside(_ previous: any CorpusStage) -> (any CorpusStage)? { nil }
  public var reportsTogether: String? { nil }
  public func report(
    evidence: any RowSource, with others: [any CorpusStage], to report: any ReportBuilder
  ) throws {
    try self.report(evidence: evidence, to: report)
  }
}

/// One round: rows from every shard, then messages to every shard.
public protocol CorpusRound: Sendable {
  var needs: AnalysisNeeds { get }
  /// Whether the emitter looks at documents. If not, it is only handed its inbox: one emitter for each
  /// shard, whose ``RowEmitter/finish(to:)`` says all there is to say, and no input is read.
  var readsDocuments: Bool { get }
  /// Whether the reducer looks at which input a shard belongs to (``StageContext/inputs``). If so, an
  /// input that gets another name is decided about again.
  var readsInputs: Bool { get }
  /// Makes the emitter of one lane of one shard. `inbox` is what the round before sent to the shard.
  func makeEmitter(inbox: ShardMessages, in context: StageContext) throws -> any RowEmitter
  /// Makes what adds up rows of equal keys within a shard, where rows may be added up: as in a
  /// ``Statistic``, in no particular order.
  func makeCombiner() -> (any RowCombiner)?
  /// Makes the reducer of one partition.
  func makeReducer(in context: StageContext) throws -> any GroupReducer
}

extension CorpusRound {
  public var needs: AnalysisNeeds { [] }
  public var readsDocuments: Bool { true }
  public var readsInputs: Bool { false }
  public func makeCombiner() -> (any RowCombiner)? { nil }
}

/// Turns documents into keyed rows.
public protocol RowEmitter: AnyObject {
  /// Whether the document with this ordinal has to be looked at: others need not even be parsed.
  func wants(_ ordinal: Int) -> Bool
  /// Emits the rows of the active documents of a batch.
  func add(_ batch: DocumentBatch, to rows: any RowSink) throws
  /// Called once after the last batch.
  func finish(to rows: any RowSink) throws
}

extension RowEmitter {
  public func wants(_ ordinal: Int) -> Bool { true }
}

/// Reduces the rows of one partition, group by group: `begin`, `add` for every row, `end`.
///
/// Groups come in the order of their keys' hashes. The rows of a group come in corpus order: by
/// shard position, then by value bytes. Pushing rows one by one keeps huge groups out of memory.
public protocol GroupReducer: AnyObject {
  func begin(key: UnsafeRawBufferPointer) throws
  func add(shard: Int, value: UnsafeRawBufferPointer, to messages: any MessageSink) throws
  func end(to messages: any MessageSink) throws
}

/// Takes what a reducer says.
public protocol MessageSink: AnyObject {
  /// Sends `message` to the shard at corpus position `shard`. Shards receive theirs sorted by bytes,
  /// equal ones once, so messages that begin with ``RowEncoder/ordinal(_:)`` arrive in document order.
  func send(_ message: UnsafeRawBufferPointer, toShard shard: Int) throws
  /// Keeps a row for the report, ordered by `sortKey` bytes.
  func keep(evidence: UnsafeRawBufferPointer, sortKey: UnsafeRawBufferPointer) throws
}
