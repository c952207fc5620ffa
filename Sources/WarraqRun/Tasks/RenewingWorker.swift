import WarraqCore

/// A document worker, and behind it those of earlier stages that prepare texts: a text that the worker
/// changes is prepared again, so that what is counted is prepared alike whoever changed it.
final class RenewingWorker: DocumentWorker {
  private let worker: any DocumentWorker
  private let preparers: [any DocumentWorker]

  init(_ worker: any DocumentWorker, then preparers: [any DocumentWorker]) {
    self.worker = worker
    self.preparers = preparers
  }

  func process(_ batch: DocumentBatch) throws {
    try worker.process(batch)
    for preparer in preparers { try preparer.process(batch) }
  }

  func finish() throws {
    try worker.finish()
    for preparer in preparers { try preparer.finish() }
  }
}
