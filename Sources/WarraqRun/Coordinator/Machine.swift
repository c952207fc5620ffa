/// What this process may use of its machine.
public enum Machine {
  /// Processors.
  public static var cores: Int { WorkerLimits.current.cores }

  /// The budget of each of some workers, where the memory that they have together is limited.
  ///
  /// - Returns: `nil` where no limit is known.
  public static func budget(workers: Int) -> Int? {
    WorkerLimits.current.memory.map { WorkerLimits.budget(in: $0 / workers) }
  }
}
