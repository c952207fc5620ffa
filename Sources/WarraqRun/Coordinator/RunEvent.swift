public import WarraqCore

/// What happens in a run, for whoever shows it.
public enum RunEvent: Sendable {
  /// The corpus is known: bytes on disk, and shards as far as they are known already.
  case planned(inputs: Int, bytes: Int, shards: Int)
  /// Tasks of a phase that have work to do, and those whose outputs are there.
  case phase(String, run: Int, skipped: Int)
  case started(TaskID, process: Int32?)
  case progress(TaskID, records: Int, bytes: Int)
  case finished(TaskManifest)
  /// An attempt failed; the task will be tried again.
  case retrying(TaskID, attempt: Int, why: String)
  case failed(TaskID, why: String)
  /// A record was found to crash a process by itself.
  case crasher(shard: Int, ordinal: Int, why: String)
  case warning(String)
}

/// How a run ended.
public struct RunOutcome: Sendable {
  public var facts: CorpusFacts
  public var root: String
  /// Path of the report.
  public var report: String
  public var tasksRun: Int
  public var tasksSkipped: Int

  /// Whether every byte of the input is covered.
  public var isComplete: Bool { facts.coveredBytes == facts.totalBytes && facts.holes.isEmpty }
}
