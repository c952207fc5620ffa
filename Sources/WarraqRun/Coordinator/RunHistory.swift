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

    struct Ran: Codable, Sendable {
      var task: TaskID
      var reason: String
    }
  }

  private let run: RunDirectory
  private var entry: Entry

  init(run: RunDirectory, command: String) {
    self.run = run
    entry = Entry(command: command, began: ISO8601DateFormatter().string(from: Date()))
  }

  var count: Int { entry.ran.count }

  mutating func append(_ order: TaskOrder) {
    entry.ran.append(Entry.Ran(task: order.task, reason: order.reason))
  }

  mutating func finish(root: String?) { entry.root = root }

  /// Appends the entry. History explains, it decides nothing: a failure to write is not one of the run.
  mutating func write(skipped: Int) {
    entry.skipped = skipped
    guard let line = try? StableJSON.encode(entry, pretty: false) else { return }
    try? Files.append(String(decoding: line, as: UTF8.self), to: run.historyFile)
  }

  static func read(_ run: RunDirectory) -> [Entry] {
    (Files.read(run.historyFile) ?? []).split(separator: UInt8(ascii: "\n")).compactMap {
      try? StableJSON.decode(Entry.self, Array($0))
    }
  }
}
