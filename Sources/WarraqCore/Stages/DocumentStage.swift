/// A stage that looks at one document at a time: changes it, or rejects it with a reason.
///
/// What it does to a document may depend on that document and the options alone, never on the
/// documents before it: shards are cut differently from run to run.
public protocol DocumentStage: StageRole {
  /// Makes the worker of one lane.
  func makeWorker(in context: StageContext) throws -> any DocumentWorker
  /// Whether it prepares texts for counting, as `normalize` does: it is applied again to texts that
  /// later stages change, and leaves those alone that are prepared.
  var preparesText: Bool { get }
  /// Whether it takes HTML out of texts, as `html` does: then nobody need be warned of markup.
  var removesMarkup: Bool { get }
}

extension DocumentStage {
  public var preparesText: Bool { false }
  public var removesMarkup: Bool { false }
}

/// The part of a document stage that runs: one for each lane, used by one thread at a time.
public protocol DocumentWorker: AnyObject {
  /// Works on the active documents of a batch (see ``DocumentBatch/forEachActive(_:)``).
  func process(_ batch: DocumentBatch) throws
  /// Called once after the last batch, also when the task failed. Release resources here; an error
  /// fails the task.
  func finish() throws
}

extension DocumentWorker {
  public func finish() throws {}
}
