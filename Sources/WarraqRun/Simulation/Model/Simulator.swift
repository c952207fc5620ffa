/// Works out what a run takes from what its tasks take.
struct Simulator {
  /// What tasks of earlier phases have written.
  typealias Volumes = [Volume: Double]

  let costs: JobCosts
  let corpus: CorpusShape
  /// Decoded bytes of the corpus that the samples were taken from.
  let own: Int
  let options: SimulationOptions
  /// Bytes that a worker may use for what can spill.
  let memory: Int

  func simulate(_ job: String, sample: Int) -> Simulation {
    var volumes: Volumes = [:]
    var phases: [Simulation.Phase] = []
    var kept = Double(CostModel.coordinatorMemory)
    for phase in costs.phases {
      let load = PhaseLoad(phase, in: self, volumes: volumes)
      phases += run(load, isFirst: phases.isEmpty)
      volumes.merge(load.written) { _, new in new }
      kept += load.lists.memory
    }
    let tasks = phases.reduce(0) { $0 + $1.tasks }
    let longest = phases.max { $0.longestTask < $1.longestTask }
    let preparation = corpus.preparation + Double(corpus.shardCount) * costs.lists.shard
    let ending = Double(tasks) * costs.ending
    let written = phases.reduce(0) { $0 + $1.writtenBytes }
    return Simulation(
      job: job, nodes: options.nodes, workersPerNode: options.workers, inputs: corpus.inputs,
      decodedBytes: corpus.decoded, sampleBytes: sample, shards: corpus.shardCount,
      partitions: corpus.partitions, preparation: preparation, ending: ending, phases: phases,
      seconds: phases.reduce(preparation + ending) { $0 + $1.seconds },
      cpuSeconds: phases.reduce(0) { $0 + $1.cpuSeconds },
      shuffleBytes: written - (phases.last?.writtenBytes ?? 0), disk: written,
      workerMemory: phases.map(\.memory).max() ?? 0,
      coordinatorMemory: Int(kept),
      longestTask: longest?.longestTask ?? 0, longestPhase: longest?.name ?? "",
      limits: Simulation.limits(
        of: phases, corpus: corpus, options: options, memory: Int(kept)),
      lists: costs.lists)
  }

  /// A phase, and in front of the first one the split of streams, which goes on beside it.
  private func run(_ load: PhaseLoad, isFirst: Bool) -> [Simulation.Phase] {
    var placement = TaskPlacement(workers: options.concurrency)
    guard isFirst, !corpus.streams.isEmpty else {
      for seconds in durations(load, starting: isFirst) { placement.place(seconds) }
      return [finish(load, placement.end)]
    }
    var releases = Array(repeating: 0.0, count: corpus.shards.count)
    var splits: [Double] = []
    for stream in corpus.streams {
      let seconds = costs.splitFixed + Double(stream.decoded) * costs.splitPerByte
      let begin = placement.place(seconds + costs.around + costs.startup)
      var decoded = 0
      for piece in stream.pieces {
        decoded += piece
        releases.append(begin + seconds * Double(decoded) / Double(stream.decoded))
      }
      splits.append(seconds)
    }
    let end = placement.end
    let tasks = zip(durations(load, starting: true), releases).sorted { $0.1 < $1.1 }
    for (seconds, release) in tasks { placement.place(seconds, from: release) }
    return [split(splits, end), finish(load, placement.end, behind: end)]
  }

  /// What a worker spends on each task, with what passes around it and what a process takes to begin.
  private func durations(_ load: PhaseLoad, starting: Bool) -> [Double] {
    let count = load.seconds.count
    // Workers of this machine live for the whole run, elements of a batch as long as their tasks.
    let elements = min(options.isLocal ? options.slots : options.elements, count)
    let start = (starting || !options.isLocal ? costs.startup : 0) + load.phase.once
    let share = options.isLocal ? 1 : Double(elements) / Double(max(1, count))
    return load.seconds.enumerated().map { number, seconds in
      let isFirst = !options.isLocal || number < elements
      return seconds + costs.around + (isFirst ? start * share : 0)
    }
  }
}
