import Foundation
import Glibc
import WarraqCore

/// What the driver has written of one batch.
struct RayReport {
  /// A line of `driver.jsonl`; see `driver.py`.
  private struct Line: Decodable {
    var job: String?
    var element: Int?
    var state: String?
    var node: String?
    var status: Int32?
    var reason: String?
  }

  /// Exit statuses of the driver itself, and of elements that did not set their own.
  enum Status {
    static let noRun: Int32 = 121
    static let noProgram: Int32 = 122
    static let cancelled: Int32 = 123
    static let outOfMemory: Int32 = 124
    static let lost: Int32 = 125
  }

  /// Whether the driver has begun with the batch.
  private(set) var isTaken = false
  private(set) var states: [Int: ElementState] = [:]
  private(set) var cancelled: Set<Int> = []

  init(_ bytes: [UInt8]) {
    for line in bytes.split(separator: UInt8(ascii: "\n")) {
      guard let line = try? StableJSON.decode(Line.self, Array(line)) else { continue }
      if line.job != nil { isTaken = true }
      guard let element = line.element else { continue }
      states[element] = Self.state(element, line)
      if line.status == Status.cancelled { cancelled.insert(element) }
    }
  }

  private static func state(_ element: Int, _ line: Line) -> ElementState {
    switch line.state {
    case "running": .running(line.node ?? "")
    case "held": .held(line.reason ?? "")
    case "ended": end(of: element, line)
    default: .waiting(line.reason ?? "")
    }
  }

  private static func end(of element: Int, _ line: Line) -> ElementState {
    let (status, node) = (line.status ?? 0, line.node ?? "a node of Ray")
    let what = "element \(element)"
    switch status {
    case 0:
      return .ended(.stopped("\(what) ended on \(node) without saying how its tasks went"))
    case TaskStatus.retry: return .ended(.stopped("\(what) was told to end on \(node)"))
    case Status.noRun: return .blind(noRun(node))
    case Status.noProgram where line.reason == nil:
      return .blind(
        "node \(node) cannot see the warraq program: put it on a file system that all nodes share "
          + "(Scripts/bundle makes a folder that needs nothing else)")
    case Status.noProgram, 126, 127:
      return .blind(
        "node \(node) cannot start the warraq program, \(line.reason ?? "a library of it is missing there") "
          + "(Scripts/bundle makes a folder that needs nothing else)")
    case Status.cancelled: return .ended(.stopped("\(what) was cancelled"))
    case Status.outOfMemory:
      return .ended(
        .outOfMemory(
          "Ray ended \(what): \(line.reason ?? ""); raise --memory, so that fewer run at one time"))
    case Status.lost: return .ended(.stopped("Ray lost \(what): \(line.reason ?? "")"))
    case 129...192:
      let own = [SIGSEGV, SIGABRT, SIGILL, SIGBUS, SIGFPE, SIGTRAP].contains(status - 128)
      return .ended(.crashed("\(what) ended on \(node) by \(line.reason ?? "")", byItself: own))
    default: return .ended(.stopped("\(what) ended with exit status \(status) on \(node)"))
    }
  }

  static func noRun(_ node: String) -> String {
    "node \(node) cannot write to the run directory: it must lie on a file system that all nodes share, "
      + "at the same path"
  }
}
