/// Measures what a job takes: on next to nothing, on little, and on as much as there is time for.
struct Sampler {
  let corpus: PlannedCorpus
  let run: SampleRun
  /// Decoded bytes of a shard of the run that is simulated.
  let shardBytes: Int

  /// A little more than what codecs decode at one time: less could be nothing.
  private static let tinyShard = 144 << 10
  private static let smallShard = 2 << 20
  /// Decoded bytes beyond which a sample tells nothing more, and those that are not worth to be divided.
  private static let enough = 256 << 20
  private static let few = 8 << 20
  private static let mostShards = 256

  /// - Parameter seconds: what all runs together may take where nothing else does; a little more is no harm.
  /// - Returns: the costs, and the decoded bytes of the largest sample.
  func costs(within seconds: Double) async throws -> (JobCosts, sample: Int) {
    var lists = CoordinationCosts()
    let tiny = try await run.measure(sample(8 * run.workers, Self.tinyShard)) {
      lists = try CoordinationCosts(measuredIn: $0)
    }
    let shards = 2 * run.workers
    let piece = max(Self.tinyShard, min(Self.smallShard, shardBytes / 4))
    let small = try await run.measure(sample(shards, piece))
    let (before, taken) = (tiny.seconds(workers: run.workers), small.seconds(workers: run.workers))
    let rate = Double(small.decoded) / max(0.01, taken / 5, taken - before)

    // A quarter of it comes on top, for the curves. Half of the corpus is still a sample.
    let affordable = max(small.decoded, Int(rate * max(1, seconds - before - taken) / 1.25))
    let most = min(affordable, Self.enough, max(corpus.decodedBytes / 2, Self.few))
    let count = min(max(shards, most / shardBytes), Self.mostShards)
    let shard = min(shardBytes, most / count)
    var samples = [small]
    if count * shard > 6 * small.decoded {
      samples.append(try await run.measure(sample(count, shard / 4)))
    }
    samples.append(try await run.measure(sample(count, shard)))
    let shapes = try PhaseShape.phases(of: corpus.stages)
    return (
      JobCosts(shapes, tiny: tiny, samples: samples, lists: lists), samples.last?.decoded ?? 0
    )
  }

  private func sample(_ shards: Int, _ bytes: Int) -> CorpusSample {
    CorpusSample(of: corpus, shards: shards, bytes: max(1, bytes))
  }
}
