import Testing
import WarraqCodecs
import WarraqStages
import WarraqTestKit

@testable import WarraqRun

@Suite struct CorpusShapeTests {
  private let directory: TemporaryDirectory

  init() throws { directory = try TemporaryDirectory() }

  private func plan(_ names: [String], shardSize: Int) throws -> PlannedCorpus {
    try PlannedCorpus(
      job: Job.parse(
        yaml: "name: x\nstages: [normalize, lengths]", path: "x", registry: StageRegistry.all),
      inputs: names.map { directory.file($0) },
      settings: RunSettings(workers: 2, shardSize: shardSize), library: .simulated)
  }

  private func corpus() async throws -> PlannedCorpus {
    let fixture = CorpusFixture.stories(200)
    let name = try await fixture.write("plain.jsonl", codec: .plain, in: directory)
    return try plan([name], shardSize: 4096)
  }

  @Test func `shards are those of a run`() async throws {
    let corpus = try await corpus()
    let shape = CorpusShape(corpus)
    #expect(shape.shardCount == corpus.parts[0].plan.slices.count && shape.shardCount > 5)
    #expect(abs(shape.decoded - corpus.decodedBytes) < shape.shardCount)
    #expect(shape.disk == corpus.manifest.inputs[0].bytes)
  }

  @Test func `a larger corpus has more inputs of the same size`() async throws {
    let corpus = try await corpus()
    let options = SimulationOptions(nodes: 2, workers: 2, program: "")
    let shape = CorpusShape(
      corpus, decoded: 10 * corpus.decodedBytes, shardSize: 4096, options: options)
    #expect(shape.inputs == 10)
    #expect(abs(shape.decoded - 10 * corpus.decodedBytes) < shape.shardCount)
    // No shard holds records of two inputs.
    let large = CorpusShape(
      corpus, decoded: 10 * corpus.decodedBytes, shardSize: 1 << 40, options: options)
    #expect(large.shardCount == 10)
  }

  @Test func `shards of a larger corpus become smaller, those of files that cannot be cut do not`()
    async throws
  {
    var corpus = try await corpus()
    corpus.parts[0].plan.rawBytes = 200 << 20
    let options = SimulationOptions(nodes: 2, workers: 1, program: "")
    func shape() -> CorpusShape {
      CorpusShape(corpus, decoded: 10 * corpus.decodedBytes, shardSize: nil, options: options)
    }
    let sizes = shape().shards.map { $0.decoded >> 20 }
    #expect(sizes.first ?? 0 > 120 && sizes.last ?? 0 < 60 && shape().inputs == 10)
    corpus.parts[0].plan.slices = [corpus.parts[0].plan.slices[0]]
    corpus.parts[0].plan.slices[0].codec = .gzip
    #expect(shape().shards.map { $0.decoded >> 20 } == Array(repeating: 200, count: 10))
    corpus.parts[0].plan.isSplit = true
    #expect(shape().streams.isEmpty && shape().shards.count == 10)
    corpus.parts[0].plan.rawBytes = 500 << 20
    #expect(shape().shards.isEmpty && shape().streams.count == 10)
    let pieces = shape().streams.map { $0.pieces.map { $0 >> 20 } }
    #expect(pieces.first?.first == 166 && pieces.last?.last ?? 0 < 60)
  }

  @Test func `a sample is a corpus of beginnings of shards under the names of their inputs`()
    async throws
  {
    let corpus = try await corpus()
    let run = RunDirectory(directory.path + "/run")
    try Files.makeDirectory(run.path)
    try CorpusSample(of: corpus, shards: 3, bytes: 1000).write(into: run)
    let inputs = try #require(try StableJSON.load(CorpusManifest.self, from: run.corpusFile)).inputs
    #expect(inputs.map(\.name) == Array(repeating: corpus.manifest.inputs[0].name, count: 3))
    let text = try #require(Files.read(corpus.manifest.inputs[0].path))
    for (input, number) in zip(inputs, [0, 1, 2]) {
      let slices = corpus.parts[0].plan.slices
      let begin = slices[number * slices.count / 3].begin
      #expect(Files.read(input.path) == Array(text[begin..<begin + 1000]))
    }
  }
}

extension StageLibrary {
  /// The stages that come with Warraq.
  static var simulated: StageLibrary {
    StageLibrary(
      descriptors: StageRegistry.all, unicode: StageRegistry.unicodeVersion,
      icu: StageRegistry.icuVersion, makeAnalyzer: { StageRegistry.analyzer(needs: $0) })
  }
}
