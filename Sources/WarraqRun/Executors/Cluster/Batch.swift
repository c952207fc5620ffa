import Foundation
import WarraqCore

/// Tasks that are given to a scheduler together: a folder of the run, `cluster/BATCH/`.
///
/// See `Docs/decisions/clusters.md` for the files in it.
public struct Batch: Codable, Sendable {
  /// A process that the scheduler starts: it carries its tasks out one after another.
  public struct Element: Codable, Sendable {
    public var number: Int
    public var tasks: [TaskTicket]
    /// For a probe: only these records of the one task.
    public var records: [Int]?
  }

  /// Names no other batch of any run, so that a scheduler can be asked for it.
  public var name: String
  public var elements: [Element]
  /// Seconds without progress after which a task is taken to hang.
  public var stallTimeout: Double

  /// Packs tasks into at most so many elements. Where each has an element to itself, and they are of
  /// one phase, elements are numbered like their tasks.
  init(_ tasks: [TaskTicket], elements most: Int, numbersBelow end: Int, stallTimeout: Double) {
    let phase = tasks.first?.task.phase ?? ""
    name = phase + "-" + String(UInt64.random(in: 0...UInt64.max), radix: 36)
    let share = (tasks.count + most - 1) / max(1, most)
    let isPlain =
      share <= 1 && tasks.allSatisfy { $0.task.phase == phase && $0.task.index < end }
    let parts = stride(from: 0, to: tasks.count, by: max(1, share)).map {
      Array(tasks[$0..<min($0 + share, tasks.count)])
    }
    elements = parts.enumerated().map { place, part in
      Element(number: isPlain ? part[0].task.index : place, tasks: part)
    }
    self.stallTimeout = stallTimeout
  }

  /// Whether it runs only some records of a task, and publishes nothing.
  var isProbe: Bool { elements.contains { $0.records != nil } }

  /// What the scheduler calls the job.
  public var jobName: String { "warraq-" + name }

  /// The numbers of the elements as schedulers take them: `0-41,43`.
  var ranges: String { Self.ranges(elements.map(\.number)) }

  static func ranges(_ numbers: [Int]) -> String {
    var runs: [ClosedRange<Int>] = []
    for number in numbers.sorted() {
      if let last = runs.last, last.upperBound + 1 == number {
        runs[runs.count - 1] = last.lowerBound...number
      } else {
        runs.append(number...number)
      }
    }
    return runs.map { $0.count == 1 ? "\($0.lowerBound)" : "\($0.lowerBound)-\($0.upperBound)" }
      .joined(separator: ",")
  }
}

/// What a scheduler calls a batch, saved for the next coordinator.
struct BatchHandle: Codable, Equatable, Sendable {
  var scheduler: String
  var job: String
}

extension RunDirectory {
  func batchDirectory(_ batch: String) -> String { clusterDirectory + "/" + batch }
  func batchFile(_ batch: String) -> String { batchDirectory(batch) + "/batch.json" }
  func handleFile(_ batch: String) -> String { batchDirectory(batch) + "/handle.json" }
  /// There once every task of the batch has ended.
  func closedFile(_ batch: String) -> String { batchDirectory(batch) + "/closed" }
  /// The events of an element.
  func elementFile(_ batch: String, _ element: Int) -> String {
    batchDirectory(batch) + "/\(Self.number(element)).jsonl"
  }
  /// What an element said on standard error.
  func elementLog(_ batch: String, _ element: Int) -> String {
    batchDirectory(batch) + "/\(Self.number(element)).log"
  }

  /// The batches that have not been closed, oldest first.
  func openBatches() -> [Batch] {
    Files.list(clusterDirectory).filter { !Files.exists(closedFile($0)) }
      .compactMap { (try? StableJSON.load(Batch.self, from: batchFile($0))) ?? nil }
  }
}
