extension Simulator {
  /// Sums a phase up whose tasks take some seconds on the workers.
  ///
  /// - Parameter behind: seconds of them that stand in the phase before.
  func finish(_ load: PhaseLoad, _ work: Double, behind: Double = 0) -> Simulation.Phase {
    let lists = load.lists
    let latency = options.isLocal ? 0 : options.latency
    let transfer = transfer(load.readBytes + load.writtenBytes)
    let busy = max(work, lists.during, transfer)
    let longest = load.seconds.max() ?? 0
    let cpu = load.seconds.reduce(0, +) * load.phase.processor
    return Simulation.Phase(
      name: load.phase.shape.name, what: load.phase.shape.what, tasks: load.seconds.count,
      seconds: max(0, busy - behind) + lists.before + latency, cpuSeconds: cpu,
      longestTask: longest, readBytes: Int(load.readBytes.rounded()),
      writtenBytes: Int(load.writtenBytes.rounded()),
      memory: Int(load.memory), coordination: lists.before + lists.during,
      boundBy: bound(load, work: work, transfer: transfer, latency: latency))
  }

  private func bound(
    _ load: PhaseLoad, work: Double, transfer: Double, latency: Double
  ) -> Simulation.Bound {
    let lists = load.lists
    let busy = max(work, lists.during, transfer)
    if lists.before > max(busy, latency) || lists.during == busy { return .coordinator }
    if latency > busy { return .scheduler }
    if transfer == busy { return .fileSystem }
    return (load.seconds.max() ?? 0) > 0.7 * work ? .longestTask : .processors
  }

  /// The tasks that decode streams, which take some seconds each and end at a time.
  func split(_ seconds: [Double], _ end: Double) -> Simulation.Phase {
    let read = corpus.streams.reduce(0) { $0 + $1.disk }
    let written = corpus.streams.reduce(0) { $0 + Double($1.decoded) } * costs.spoolShare
    let transfer = transfer(Double(read) + written)
    let longest = seconds.max() ?? 0
    return Simulation.Phase(
      name: PhaseName.split, what: "decode one stream, write its shards", tasks: seconds.count,
      seconds: max(end, transfer), cpuSeconds: seconds.reduce(0, +), longestTask: longest,
      readBytes: read, writtenBytes: Int(written.rounded()), memory: CostModel.splitMemory,
      coordination: 0,
      boundBy: transfer > end ? .fileSystem : longest > 0.7 * end ? .longestTask : .processors)
  }

  /// Seconds in which the file system moves some bytes. That of one machine is in what the sample took.
  private func transfer(_ bytes: Double) -> Double {
    options.isLocal ? 0 : bytes / Double(options.bandwidth)
  }
}
