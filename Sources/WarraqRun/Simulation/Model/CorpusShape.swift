import WarraqCodecs

/// What a simulation knows of a corpus: how large its shards are and where they come from.
struct CorpusShape: Sendable {
  /// Bytes of a shard or a stream, decoded and on disk.
  struct Extent: Sendable {
    var decoded: Int
    var disk: Int
  }

  /// Shards that can be read at once, in order.
  var shards: [Extent] = []
  /// Streams that have to be decoded first, and the decoded bytes of the shards they become.
  var streams: [Extent] = []
  var streamShard = 1
  var inputs: Int
  var partitions: Int
  /// Seconds in which the inputs are found, hashed and cut.
  var preparation: Double

  var decoded: Int { (shards + streams).reduce(0) { $0 + $1.decoded } }
  var disk: Int { (shards + streams).reduce(0) { $0 + $1.disk } }
  /// Shards that the streams become.
  func pieces(of stream: Extent) -> Int { max(1, (stream.decoded + streamShard - 1) / streamShard) }
  var shardCount: Int { shards.count + streams.reduce(0) { $0 + pieces(of: $1) } }
}

extension CorpusShape {
  init(_ corpus: PlannedCorpus) {
    inputs = corpus.manifest.inputs.count
    partitions = corpus.manifest.partitions
    preparation = corpus.seconds
    for (input, plan) in corpus.parts.map({ ($0.input, $0.plan) }) {
      if let description = plan.description {
        streams.append(Extent(decoded: description.rawBytes, disk: input.bytes))
        streamShard = plan.shardSize
      }
      for slice in plan.slices {
        let share = Double(slice.diskBytes) / Double(max(1, input.bytes))
        let decoded = Int(Double(plan.rawBytes) * share)
        shards.append(Extent(decoded: decoded, disk: slice.diskBytes))
      }
    }
  }

  /// A corpus of that many decoded bytes, of inputs like those that were planned, cut anew.
  init(
    _ corpus: PlannedCorpus, decoded size: Int, shardSize wanted: Int?, options: SimulationOptions
  ) {
    let own = corpus.parts.reduce(0) { $0 + $1.plan.rawBytes }
    let copies = max(1, Int((Double(size) / Double(max(1, own))).rounded()))
    let shardSize = wanted ?? CorpusPreparation.shardSize(size, workers: options.slots)
    inputs = corpus.manifest.inputs.count * copies
    partitions = CorpusPreparation.partitions(size)
    // A file is hashed by one thread of the coordinator's machine.
    let threads = Double(min(inputs, options.workers))
    let disk = Double(corpus.manifest.inputs.reduce(0) { $0 + $1.bytes } * copies)
    preparation = max(
      corpus.cpuSeconds * Double(copies) / threads, disk / Double(options.bandwidth))
    streamShard = shardSize
    for (input, plan) in corpus.parts.map({ ($0.input, $0.plan) }) {
      let whole = Extent(decoded: plan.rawBytes, disk: input.bytes)
      if plan.isSplit, plan.rawBytes > 2 * shardSize {
        streams += Array(repeating: whole, count: copies)
        continue
      }
      let count = max(1, (whole.decoded + shardSize / 2) / shardSize)
      let shard = Extent(decoded: whole.decoded / count, disk: whole.disk / count)
      shards += Array(repeating: shard, count: count * copies)
    }
  }
}
