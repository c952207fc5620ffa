import WarraqCore

extension Coordinator {
  /// Asks for all work of some shards to be done again in the next ``complete(partial:)``.
  ///
  /// - Throws: `usage` when the run has no such shard.
  public func rerun(shards numbers: [Int]) throws {
    let known = corpus.inputs.flatMap { registry.numbers(of: $0.plan) }
    for number in numbers {
      guard known.contains(number) else {
        let hint =
          known.isEmpty
          ? "none is planned" : "they go from \(known.min() ?? 0) to \(known.max() ?? 0)"
        throw WarraqError(.usage, "the run has no shard \(number): \(hint)", shard: number)
      }
      for pass in stages.passes + [[]] {
        let task = TaskID(phase: PhaseName.map(pass), index: number)
        let generation = try book.latest(task)?.generation ?? 0
        forced[task] = generation + 1
      }
    }
    let wanted = forced.map { WantedGeneration(task: $0.key, generation: $0.value) }
    try Files.replace(
      run.rerunFile, with: StableJSON.encode(wanted.sorted { $0.task < $1.task }))
    for shard in try knownShards() where numbers.contains(shard.number) {
      try dropDamagedSpool(of: shard)
    }
  }

  /// Tries shards with bad records again, without the verdicts on records that crashed.
  public func replay(shards numbers: [Int]) throws {
    for number in numbers { Files.remove(run.verdictFile(number)) }
    try rerun(shards: numbers)
  }

  /// A spool file is only written again when it is not what was written: its stream has to be decoded
  /// for that.
  private func dropDamagedSpool(of shard: Shard) throws {
    guard shard.path != shard.input.path else { return }
    let path = run.absolute(shard.path)
    if try Digest(ofFile: path) != shard.digest { Files.remove(path) }
  }

  /// Checks what can be checked of a job without running it: options, and files that stages name.
  public static func check(_ job: Job, library: StageLibrary) throws {
    _ = try StagePlan(job, library: library)
  }
}

/// A generation that a task must reach. Written down, so that a rerun that was stopped is not
/// forgotten by the next command.
struct WantedGeneration: Codable, Sendable {
  var task: TaskID
  var generation: Int

  static func read(_ run: RunDirectory) throws -> [TaskID: Int] {
    let wanted = try StableJSON.load([WantedGeneration].self, from: run.rerunFile) ?? []
    return Dictionary(wanted.map { ($0.task, $0.generation) }, uniquingKeysWith: max)
  }
}
