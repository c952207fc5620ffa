import WarraqCodecs

/// What a simulation knows of a corpus: how large its shards are and where they come from.
struct CorpusShape: Sendable {
  /// Bytes of a shard or a stream, decoded and on disk.
  struct Extent: Sendable {
    var decoded: Int
    var disk: Int
    /// Decoded bytes of the shards that a stream becomes.
    var pieces: [Int] = []

    /// So many of its decoded bytes, as a shard.
    func part(_ bytes: Int) -> Extent {
      Extent(decoded: bytes, disk: Int(Double(disk) * Double(bytes) / Double(max(1, decoded))))
    }
  }

  /// Shards that can be read at once, in order.
  var shards: [Extent] = []
  /// Streams that have to be decoded first.
  var streams: [Extent] = []
  var inputs: Int
  var partitions: Int
  /// Seconds in which the inputs are found, hashed and cut.
  var preparation: Double

  var decoded: Int { (shards + streams).reduce(0) { $0 + $1.decoded } }
  var disk: Int { (shards + streams).reduce(0) { $0 + $1.disk } }
  var shardCount: Int { shards.count + streams.reduce(0) { $0 + $1.pieces.count } }
}

extension CorpusShape {
  init(_ corpus: PlannedCorpus) {
    inputs = corpus.manifest.inputs.count
    partitions = corpus.manifest.partitions
    preparation = corpus.seconds
    for (input, plan) in corpus.parts.map({ ($0.input, $0.plan) }) {
      if let description = plan.description {
        let pieces = plan.sizes.shares(of: description.rawBytes)
        streams.append(
          Extent(decoded: description.rawBytes, disk: input.bytes, pieces: pieces))
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
    var sizes = wanted.map(ShardSizes.equal) ?? ShardSizes(decoded: size, workers: options.slots)
    inputs = corpus.manifest.inputs.count * copies
    partitions = CorpusPreparation.partitions(size)
    // A file is hashed by one thread of the coordinator's machine.
    let threads = Double(min(inputs, options.workers))
    let disk = Double(corpus.manifest.inputs.reduce(0) { $0 + $1.bytes } * copies)
    preparation = max(
      corpus.cpuSeconds * Double(copies) / threads, disk / Double(options.bandwidth))
    sizes.behind = copies * own
    for _ in 0..<copies {
      for (input, plan) in corpus.parts.map({ ($0.input, $0.plan) }) {
        sizes.behind -= plan.rawBytes
        var whole = Extent(decoded: plan.rawBytes, disk: input.bytes)
        if plan.isSplit, plan.rawBytes > 2 * sizes.middle {
          whole.pieces = sizes.shares(of: plan.rawBytes)
          streams.append(whole)
        } else if plan.slices.count > 1 || plan.slices.first?.codec == .plain {
          shards += sizes.shares(of: plan.rawBytes).map { whole.part($0) }
        } else {
          shards.append(whole)
        }
      }
    }
  }
}
