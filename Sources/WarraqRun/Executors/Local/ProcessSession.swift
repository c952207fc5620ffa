import Glibc

/// The processes of a session: a worker, and the programs that its stages have started.
enum ProcessSession {
  /// Kills what is left of a worker's session. A program that computes, or reads no input, would not
  /// notice that its worker is gone.
  static func end(_ leader: Int32) {
    for name in Files.list("/proc") {
      guard let process = Int32(name), session(of: process) == leader else { continue }
      kill(process, SIGKILL)
    }
  }

  private static func session(of process: Int32) -> Int32? {
    facts(of: process).flatMap { $0.count > 3 ? Int32($0[3]) : nil }
  }

  /// What the kernel says of a process, from its state on: the name before that, in parentheses, may
  /// hold anything. See proc(5).
  static func facts(of process: Int32) -> [String]? {
    guard let facts = Files.read("/proc/\(process)/stat"),
      let name = facts.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    return facts[(name + 1)...].split(separator: UInt8(ascii: " ")).map {
      String(decoding: $0, as: UTF8.self)
    }
  }
}
