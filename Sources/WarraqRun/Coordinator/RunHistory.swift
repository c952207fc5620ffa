import Foundation
import WarraqCore

/// What each command did to a run: which tasks it ran, and why. `warraq explain` reads it.
struct RunHistory {
  /// One command, one line of `history.jsonl`.
  struct Entry: Codable, Sendable {
    var command: String
    var began: String
    /// Tasks that were run, with the reason.
    var ran: [Ran] = []
    /// Tasks whose outputs were there.
    var skipped = 0
    var root: String?
    /// Of the command, on the clock of the wall; and of the tasks that it ran, added up.
    var seconds: Double?
    var taskSeconds: Double?
    var workers: Int?

    struct Ran: Codable, Sendable {
      var task: TaskID
      var reason: String
    }
  }

  private let run: RunDirectory
  private var entry: Entry

  private let start = Stopwatch()

  init(run: RunDirectory, command: String) {
    self.run = run
    entry = Entry(command: command, began: ISO8601DateFormatter().string(from: Date()))
  }

  var count: Int { entry.ran.count }

  mutating func append(_ order: TaskOrder) {
    entry.ran.append(Entry.Ran(task: order.task, reason: order.reason))
  }

  /// Enters a task that was carried out.
  mutating func enter(_ manifest: TaskManifest) {
    entry.taskSeconds = (entry.taskSeconds ?? 0) + manifest.seconds
  }

  mutating func finish(root: String?) { entry.root = root }

  /// Appends the entry. History explains, it decides nothing: a failure to write is not one of the run.
  mutating func write(skipped: Int, workers: Int) {
    entry.skipped = skipped
    entry.workers = workers
    entry.seconds = start.seconds
    guard let line = try? StableJSON.encode(entry, pretty: false) else { return }
    try? Files.append(String(decoding: line, as: UTF8.self), to: run.historyFile)
  }

  static func read(_ run: RunDirectory) -> [Entry] {
    (Files.read(run.historyFile) ?? []).split(separator: UInt8(ascii: "\n")).compactMap {
      try? StableJSON.decode(Entry.self, Array($0))
    }
  }
}
