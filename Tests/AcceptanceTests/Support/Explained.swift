import Foundation

/// What `warraq explain --json` says: which tasks the last command ran, and what the next one would.
struct Explained {
  private struct Content: Decodable {
    struct Line: Decodable {
      var task: String
    }
    struct Command: Decodable {
      var ran: [Line]
    }
    var commands: [Command]
    var next: [Line]
  }

  private let tasks: [String]
  let next: [String]

  init(_ json: String) throws {
    let content = try JSONDecoder().decode(Content.self, from: Data(json.utf8))
    tasks = content.commands.last?.ran.map(\.task) ?? []
    next = content.next.map(\.task)
  }

  /// The tasks of a phase that the last command ran, named as ``TaskStamps`` does, sorted.
  func ran(_ phase: String) -> [String] {
    tasks.compactMap { task in
      let parts = task.split(separator: "/")
      guard parts.count == 2, parts[0] == phase, let index = Int(parts[1]) else { return nil }
      return String(repeating: "0", count: max(0, 5 - "\(index)".count)) + "\(index)"
    }.sorted()
  }
}
