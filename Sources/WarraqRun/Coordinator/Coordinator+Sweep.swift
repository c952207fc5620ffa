import WarraqCore

extension Coordinator {
  /// Removes everything that the report does not stand on: older generations and keys, shards that
  /// are in the corpus no longer, attempts that were killed. Called when a whole pass has succeeded.
  func sweep() {
    for (task, manifest) in current { book.sweep(task, keeping: manifest) }
    let plans = Set(corpus.inputs.map { PhaseName.pieces($0.plan) })
    for phase in Files.list(run.path + "/tasks") {
      if phase.hasPrefix(PhaseName.pieces(Digest(hex: ""))) {
        if !plans.contains(phase) { remove(phase) }
        continue
      }
      for name in Files.list(run.path + "/tasks/" + phase) {
        guard let index = Int(name), phase != PhaseName.split else { continue }
        if current[TaskID(phase: phase, index: index)] == nil { remove(phase + "/" + name) }
      }
    }
    let lists = Set(Files.list(run.path + "/upstream")).subtracting(upstreamInUse)
    for name in lists { Files.remove(run.path + "/upstream/" + name) }
  }

  /// The lists that the orders of current tasks refer to. Those of the many tasks that read shards refer to none.
  private var upstreamInUse: Set<String> {
    let maps = Set((stages.passes + [[]]).map(PhaseName.map))
    var names: Set<String> = []
    for task in current.keys where task.phase != PhaseName.split && !maps.contains(task.phase) {
      let order = try? StableJSON.load(TaskOrder.self, from: run.orderFile(task))
      guard let path = (order ?? nil)?.work.upstream else { continue }
      names.insert(String(path.drop { $0 != "/" }.dropFirst()))
    }
    return names
  }

  private func remove(_ name: String) {
    Files.remove(run.path + "/tasks/" + name)
    Files.remove(run.path + "/tasks/" + name + ".log")
    Files.remove(run.path + "/data/" + name)
  }
}
