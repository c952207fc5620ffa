import WarraqRun

/// What a simulation found, for people.
enum SimulationText {
  static func show(_ simulation: Simulation) {
    let machines =
      simulation.nodes == 1 ? "this machine" : "\(simulation.nodes) machines like this one"
    Console.print(
      "\(simulation.job): \(Console.number(simulation.inputs)) inputs, about "
        + "\(Console.bytes(simulation.decodedBytes)) decoded, on \(machines) with "
        + "\(simulation.workersPerNode) workers each\n"
        + "\(Console.number(simulation.shards)) shards, \(simulation.partitions) partitions; measured on "
        + "\(Console.bytes(simulation.sampleBytes)) of them\n")
    let head = [
      "phase", "tasks", "time", "processors", "longest task", "read", "written", "a worker",
      "bound by",
    ]
    Console.print(Console.table([head, preparation(simulation)] + simulation.phases.map(row)))
    Console.print(
      "\ntime \(duration(simulation.seconds)), processors \(duration(simulation.cpuSeconds)), "
        + "shuffled \(Console.bytes(simulation.shuffleBytes)), disk "
        + "\(Console.bytes(simulation.disk)), a worker \(Console.bytes(simulation.workerMemory)), "
        + "coordinator \(Console.bytes(simulation.coordinatorMemory)), longest task "
        + "\(duration(simulation.longestTask)) (\(simulation.longestPhase))")
    for limit in simulation.limits { Console.print("limit: " + limit) }
  }

  private static func preparation(_ simulation: Simulation) -> [String] {
    [
      "inputs", "\(Console.number(simulation.inputs))", duration(simulation.preparation), "", "",
      "",
      "", "", "coordinator",
    ]
  }

  private static func row(_ phase: Simulation.Phase) -> [String] {
    [
      phase.name, Console.number(phase.tasks), duration(phase.seconds), duration(phase.cpuSeconds),
      duration(phase.longestTask), Console.bytes(phase.readBytes),
      Console.bytes(phase.writtenBytes), Console.bytes(phase.memory), phase.boundBy.rawValue,
    ]
  }

  /// Tenths of a second where seconds are few.
  private static func duration(_ seconds: Double) -> String {
    seconds < 9.95 ? "\((seconds * 10).rounded() / 10) s" : Console.duration(seconds)
  }
}
