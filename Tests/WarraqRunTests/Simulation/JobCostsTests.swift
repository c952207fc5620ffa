import Testing
import WarraqCodecs

@testable import WarraqRun

/// Costs are found again in the runs that were made of them.
@Suite struct JobCostsTests {
  private static let shapes = [
    PhaseShape(name: PhaseName.count, what: "", kind: .map, readsDocuments: true, reads: []),
    PhaseShape(
      name: PhaseName.merge, what: "", kind: .merge,
      reads: [Volume(phase: PhaseName.count, file: "rows")], rowFiles: 1),
  ]

  /// Two workers; 10 ms a task, half a second for the first of a worker, 1 s for 10 MB, rows of half the
  /// size of documents, 0.1 s for a megabyte of them.
  private func run(shards: Int, bytes: Int) -> RunMeasurement {
    let rows = bytes / 2
    let counts = (0..<shards).map { number in
      let first = number < 2 ? 0.5 : 0
      let writing = Double(rows) * CostModel.rowWriting
      return task(
        PhaseName.count, number, 0.01 + first + Double(bytes) * 1e-7 + writing, first: number < 2,
        writing: rows, reading: bytes)
    }
    let merges = (0..<2).map { number in
      task(
        PhaseName.merge, number, 0.01 + Double(rows * shards) / 2 * 1e-7, first: true, writing: 0)
    }
    return RunMeasurement(
      phases: [
        RunMeasurement.Phase(
          name: PhaseName.count, coordination: 0.02 + 0.001 * Double(shards), tasks: counts),
        RunMeasurement.Phase(name: PhaseName.merge, coordination: 0.022, tasks: merges),
      ],
      ending: 0.1 * Double(shards + 2), lanes: 1)
  }

  private func task(
    _ phase: String, _ index: Int, _ seconds: Double, first: Bool, writing: Int, reading: Int? = nil
  ) -> RunMeasurement.Task {
    let output = TaskOutput(bytes: writing, digest: Digest(of: ""), sections: nil)
    let manifest = TaskManifest(
      task: TaskID(phase: phase, index: index), key: Digest(of: ""), generation: 1, parts: [:],
      reason: "", directory: "", outputs: writing > 0 ? ["rows": output] : [:],
      reading: reading.map {
        ReadingFacts(records: 1, decodedBytes: $0, coveredBytes: 0, diskBytes: 0)
      },
      seconds: seconds, cpuSeconds: seconds, host: "")
    let isFirstOfAll = first && phase == PhaseName.count
    return RunMeasurement.Task(
      manifest: manifest, seconds: seconds, cycle: seconds + 0.005 + (isFirstOfAll ? 0.1 : 0),
      isFirst: first, isFirstOfAll: isFirstOfAll)
  }

  private var costs: JobCosts {
    JobCosts(
      Self.shapes, tiny: run(shards: 16, bytes: 1000),
      samples: [run(shards: 4, bytes: 1_000_000), run(shards: 4, bytes: 8_000_000)],
      lists: CoordinationCosts())
  }

  @Test func `what documents, rows and beginnings take is told apart`() {
    let count = costs.phases[0]
    #expect(count.fixed.isClose(to: 0.01) && count.once.isClose(to: 0.5))
    #expect((count.perByte * 1e7).isClose(to: 1))
    let merge = costs.phases[1]
    #expect((merge.perByte * 1e7).isClose(to: 1) && merge.sources == 4)
  }

  @Test func `what passes around tasks is told apart`() {
    #expect(costs.around.isClose(to: 0.005) && costs.startup.isClose(to: 0.1))
    #expect((costs.phase * 100).isClose(to: 2) && (costs.order * 1000).isClose(to: 1))
    #expect(costs.ending.isClose(to: 0.1))
  }

  @Test func `a run like the sample takes what the sample took`() {
    let shard = CorpusShape.Extent(decoded: 8_000_000, disk: 2_000_000)
    let corpus = CorpusShape(
      shards: Array(repeating: shard, count: 4), inputs: 1, partitions: 2, preparation: 0)
    let simulation = Simulator(
      costs: costs, corpus: corpus, own: corpus.decoded,
      options: SimulationOptions(nodes: 1, workers: 2, program: ""), memory: 1 << 30
    ).simulate("invented", sample: 0)
    let large = run(shards: 4, bytes: 8_000_000)
    let around = Double(large.taskCount) / 2 * 0.005 + 0.1
    #expect(simulation.seconds.isClose(to: large.seconds(workers: 2) + around))
    #expect(simulation.shuffleBytes == 16_000_000)
  }

  @Test func `rows too few to measure are not taken for slow ones`() {
    let costs = JobCosts(
      Self.shapes, tiny: run(shards: 16, bytes: 10),
      samples: [run(shards: 4, bytes: 100), run(shards: 4, bytes: 1000)], lists: CoordinationCosts()
    )
    #expect(costs.phases[1].perByte <= CostModel.rowReading)
  }
}
