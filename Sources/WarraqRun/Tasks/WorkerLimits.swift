import Foundation
import Glibc
import WarraqCore

/// What a scheduler or a control group lets this process use. A task stays inside it, whatever its order
/// says: neither memory nor threads show in its output.
struct WorkerLimits: Sendable {
  /// Bytes that the process and its children may hold; `nil`: no limit is known.
  var memory: Int?
  /// Processors.
  var cores: Int

  /// What a process takes beside the memory of its order: the program, its models, its reader.
  static let base = 128 << 20

  static let current = WorkerLimits(
    environment: ProcessInfo.processInfo.environment, groups: ControlGroup.own,
    cores: Machine.cores)

  init(environment: [String: String], groups: [ControlGroup], cores: Int) {
    func number(_ name: String) -> Int? { environment[name].flatMap { Int($0) } }
    self.cores = min(
      cores, number("SLURM_CPUS_PER_TASK") ?? number("WARRAQ_CPUS") ?? cores,
      groups.compactMap(\.cores).min() ?? cores)
    // Slurm speaks of MiB; 0 stands for all of a node.
    let perNode = number("SLURM_MEM_PER_NODE")
    let perCore = number("SLURM_MEM_PER_CPU").map { $0 * (number("SLURM_CPUS_ON_NODE") ?? 1) }
    let asked = (perNode ?? perCore).flatMap { $0 > 0 ? $0 << 20 : nil }
    memory = ([asked, number("WARRAQ_MEMORY")] + groups.map(\.memory)).compactMap(\.self).min()
  }

  /// Lowers what an order lets a task use to what this process may.
  func bound(_ order: inout TaskOrder) {
    order.lanes = max(1, min(order.lanes, cores))
    if let memory { order.memory = min(order.memory, Self.budget(in: memory)) }
  }

  /// What a worker may use of the memory that its process has.
  static func budget(in memory: Int) -> Int { max(32 << 20, (memory - base) * 2 / 3) }
}

/// The limits of one control group of version 2, or of the memory controller of version 1.
struct ControlGroup: Sendable {
  var memory: Int?
  var cores: Int?

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
  }

  private static func text(_ path: String) -> String {
    String(decoding: Files.read(path) ?? [], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }
}
