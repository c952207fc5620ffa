import Foundation

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
    cores: ProcessInfo.processInfo.activeProcessorCount)

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
