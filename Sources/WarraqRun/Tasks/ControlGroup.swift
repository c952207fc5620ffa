import Foundation

/// One control group of version 2, or of the memory controller of version 1: what it allows, and what
/// happened in it. See cgroups(7).
struct ControlGroup: Sendable {
  /// Bytes for all of its processes; `nil`: no limit.
  var memory: Int?
  var cores: Int?
  /// How many of its processes the kernel has ended since they took more memory than there was.
  var kills: Int

  /// The groups of this process, from its own up to the root.
  static var own: [ControlGroup] {
    let lines = text("/proc/self/cgroup").split(separator: "\n")
    return lines.flatMap { line -> [ControlGroup] in
      // 0::/system.slice/job   4:memory:/slurm/uid_0/job_7
      let fields = line.split(separator: ":", maxSplits: 2, omittingEmptySubsequences: false)
      guard fields.count == 3 else { return [] }
      if fields[1].isEmpty { return chain("/sys/fs/cgroup", String(fields[2])) }
      guard fields[1].split(separator: ",").contains("memory") else { return [] }
      return chain("/sys/fs/cgroup/memory", String(fields[2]))
    }
  }

  private static func chain(_ root: String, _ path: String) -> [ControlGroup] {
    var folder = root
    var folders = [folder]
    for part in path.split(separator: "/") {
      folder += "/" + part
      folders.append(folder)
    }
    return folders.map { ControlGroup(folder: $0) }
  }

  init(folder: String) {
    func number(_ name: String) -> Int? { Int(Self.text(folder + "/" + name)) }
    // "max" is no number; version 1 writes a huge one.
    memory = (number("memory.max") ?? number("memory.limit_in_bytes")).flatMap {
      $0 < 1 << 60 ? $0 : nil
    }
    let quota = Self.text(folder + "/cpu.max").split(separator: " ").compactMap { Int($0) }
    cores = quota.count == 2 ? max(1, quota[0] / quota[1]) : nil
    let events =
      Self.text(folder + "/memory.events") + "\n" + Self.text(folder + "/memory.oom_control")
    kills =
      events.split(separator: "\n").lazy.compactMap { line -> Int? in
        let words = line.split(separator: " ")
        return words.first == "oom_kill" ? words.last.flatMap { Int($0) } : nil
      }.first ?? 0
  }

  private static func text(_ path: String) -> String {
    String(decoding: Files.read(path) ?? [], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
