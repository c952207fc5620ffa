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

  /// The fourth field behind the name in parentheses, which may hold anything: proc(5).
  private static func session(of process: Int32) -> Int32? {
    guard let facts = Files.read("/proc/\(process)/stat"),
      let name = facts.lastIndex(of: UInt8(ascii: ")"))
    else { return nil }
    let fields = facts[(name + 1)...].split(separator: UInt8(ascii: " "))
    return fields.count > 3 ? Int32(String(decoding: fields[3], as: UTF8.self)) : nil
  }
}
