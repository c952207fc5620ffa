/// What the tasks of a phase have to do in a simulated run.
struct PhaseLoad {
  let phase: PhaseCosts
  /// Seconds of each task, in order.
  var seconds: [Double] = []
  /// Bytes that each file takes, of all tasks.
  var written: Simulator.Volumes = [:]
  var readBytes = 0.0
  /// Peak memory of a worker.
  var memory = 0.0
  /// Lists that workers read and the coordinator keeps.
  var lists: CoordinationLoad

  var writtenBytes: Double { written.values.reduce(0, +) }

  init(_ phase: PhaseCosts, in simulator: Simulator, volumes: Simulator.Volumes) {
    self.phase = phase
    let corpus = simulator.corpus
    let messages = phase.shape.reads.reduce(0) { $0 + (volumes[$1] ?? 0) }
    let sent = phase.shape.kind == .reduce ? phase.outputs[MessageFile.name] : nil
    lists = CoordinationLoad(
      phase.shape, in: simulator, messages: messages,
      sent: sent?.value(at: Double(corpus.decoded), own: Double(simulator.own)) ?? 0)
    if phase.shape.isMap {
      addMap(simulator, messages)
    } else {
      addMeeting(simulator, messages)
    }
    readBytes = messages
    if phase.shape.readsDocuments {
      readBytes += corpus.shards.reduce(0) { $0 + Double($1.disk) }
      readBytes += corpus.streams.reduce(0) { $0 + Double($1.decoded) } * simulator.costs.spoolShare
    }
  }

  /// A task for each shard.
  private mutating func addMap(_ simulator: Simulator, _ messages: Double) {
    let corpus = simulator.corpus
    let whole = Double(max(1, corpus.decoded))
    let total = phase.outputs.mapValues { $0.value(at: whole, own: Double(simulator.own)) }
    for shard in corpus.allShards {
      let size = Double(shard.decoded)
      var writing = 0.0
      for (file, curve) in phase.outputs {
        let bytes =
          phase.shape.kind == .map ? curve.value(at: size) : (total[file] ?? 0) * size / whole
        written[Volume(phase: phase.shape.name, file: file), default: 0] += bytes
        writing += bytes
      }
      let reading = phase.shape.readsDocuments ? size : messages * size / whole
      add(reading: reading, writing: writing, sources: 1, simulator.memory)
    }
  }

  /// A task for each partition, or one for all.
  private mutating func addMeeting(_ simulator: Simulator, _ rows: Double) {
    let size = Double(simulator.corpus.decoded)
    for (file, curve) in phase.outputs {
      written[Volume(phase: phase.shape.name, file: file)] = curve.value(
        at: size, own: Double(simulator.own))
    }
    let count = phase.shape.kind == .report ? 1 : simulator.corpus.partitions
    let sources = phase.shape.kind == .report ? 1 : Double(simulator.corpus.shardCount)
    for number in 0..<count {
      let share = (1 - phase.crowded) / Double(count) + (number == 0 ? phase.crowded : 0)
      add(reading: rows * share, writing: writtenBytes * share, sources: sources, simulator.memory)
    }
  }

  private mutating func add(reading: Double, writing: Double, sources: Double, _ limit: Int) {
    seconds.append(
      phase.seconds(reading: reading, writing: writing, sources: sources) + lists.worker)
    memory = max(
      memory,
      phase.memory(reading: reading, writing: writing, sources: sources, limit: Double(limit)))
  }
}

extension CorpusShape {
  /// All shards, those of streams last.
  var allShards: [Extent] {
    shards + streams.flatMap { stream in stream.pieces.map { stream.part($0) } }
  }
}
