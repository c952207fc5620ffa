@testable import WarraqRun

/// Jobs and corpora that never were.
enum SimulatorFixtures {
  static let rows = Volume(phase: "read", file: "rows")

  /// A gigabyte in as many shards.
  static func corpus(shards: Int = 100, partitions: Int = 10) -> CorpusShape {
    CorpusShape(
      shards: Array(
        repeating: .init(decoded: 1_000_000_000 / shards, disk: 300_000_000 / shards), count: shards
      ),
      inputs: 1, partitions: partitions, preparation: 0)
  }

  /// A phase that reads at 10 MB a second and writes a tenth.
  static var map: PhaseCosts {
    var costs = PhaseCosts(
      shape: PhaseShape(
        name: "read", what: "read", kind: .map, readsDocuments: true, reads: [], rowFiles: 1))
    costs.perByte = 1e-7 - 0.1 * CostModel.rowWriting
    costs.outputs["rows"] = GrowthCurve([(0, 0), (10, 1)], limits: 1...1)
    return costs
  }

  /// A phase whose tasks take what the map phase wrote, at a megabyte a second.
  static var reduce: PhaseCosts {
    var costs = PhaseCosts(
      shape: PhaseShape(name: "decide", what: "decide", kind: .reduce, reads: [rows], rowFiles: 1))
    costs.perByte = 1e-6
    costs.sources = 100
    return costs
  }

  static func simulate(
    _ phases: [PhaseCosts], _ corpus: CorpusShape = corpus(), nodes: Int = 1, workers: Int = 2,
    bandwidth: Int = .max, lists: CoordinationCosts = CoordinationCosts()
  ) -> Simulation {
    var options = SimulationOptions(nodes: nodes, workers: workers, program: "")
    options.bandwidth = bandwidth
    options.latency = 0
    return Simulator(
      costs: JobCosts(phases: phases, lists: lists), corpus: corpus, own: corpus.decoded,
      options: options, memory: 1 << 30
    ).simulate("invented", sample: 0)
  }
}

extension Double {
  /// Whether two numbers are the same but for a thousandth.
  func isClose(to expected: Double) -> Bool { abs(self - expected) <= 1e-3 * max(1, abs(expected)) }
}
