import Foundation
import Glibc
import WarraqCore

/// Which process, on which machine, of all that ever were: process numbers come again.
struct ProcessMark: Codable, Equatable, Sendable, CustomStringConvertible {
  var host: String
  var process: Int32
  /// The machine's boot, and the numbering that the process number belongs to.
  var boot: String
  var numbering: String
  /// Clock ticks from the boot to the start of the process.
  var start: String

  /// This very process.
  static let own = ProcessMark(
    host: ProcessInfo.processInfo.hostName, process: getpid(), boot: currentBoot,
    numbering: currentNumbering, start: start(of: getpid()) ?? "")

  /// A name that no other process uses for its files in a shared directory.
  static let fileName = uniqueName()

  /// A name that nobody uses for another attempt.
  static func uniqueName() -> String {
    "\(getpid())-" + String(UInt64.random(in: 0...UInt64.max), radix: 16)
  }

  var description: String { "process \(process) on host \(host)" }

  /// Whether the process lives; `nil` where this process cannot tell, since it is elsewhere.
  var isAlive: Bool? {
    guard !boot.isEmpty, boot == Self.currentBoot, numbering == Self.currentNumbering else {
      return nil
    }
    return Self.start(of: process) == start
  }

  private static var currentBoot: String { text("/proc/sys/kernel/random/boot_id") }
  private static var currentNumbering: String {
    (try? FileManager.default.destinationOfSymbolicLink(atPath: "/proc/self/ns/pid")) ?? ""
  }

  private static func text(_ path: String) -> String {
    String(decoding: Files.read(path) ?? [], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  private static func start(of process: Int32) -> String? {
    guard let fields = ProcessSession.facts(of: process), fields.count > 19 else { return nil }
    // A dead process that nobody has waited for has its number still, and does nothing.
    return fields[0] == "Z" || fields[0] == "X" ? nil : fields[19]
  }
}
