import Testing
import WarraqCodecs

@testable import WarraqRun

@Suite struct SimulatorTests {
  private typealias Fixtures = SimulatorFixtures

  @Test func `work that divides takes half the time on twice the workers`() {
    let two = Fixtures.simulate([Fixtures.map], workers: 2)
    #expect(two.seconds.isClose(to: 50) && two.cpuSeconds.isClose(to: 100))
    let four = Fixtures.simulate([Fixtures.map], workers: 4)
    #expect(four.seconds.isClose(to: 25) && four.cpuSeconds.isClose(to: 100))
    #expect(four.phases[0].boundBy == .processors && four.longestTask.isClose(to: 1))
  }

  @Test func `what a phase writes is what the next one reads`() throws {
    let simulation = Fixtures.simulate([Fixtures.map, Fixtures.reduce])
    #expect(simulation.phases.map(\.name) == ["read", "decide"])
    #expect(simulation.phases.map(\.readBytes) == [300_000_000, 100_000_000])
    #expect(simulation.phases[1].seconds.isClose(to: 50))
    #expect(simulation.shuffleBytes == 100_000_000)
  }

  @Test func `more workers than tasks leave the longest task`() {
    let simulation = Fixtures.simulate([Fixtures.map, Fixtures.reduce], workers: 40)
    #expect(simulation.phases[1].seconds.isClose(to: 10))
    #expect(simulation.phases[1].boundBy == .longestTask)
    #expect(simulation.longestPhase == "decide")
  }

  @Test func `rows of one key are one task's`() {
    var reduce = Fixtures.reduce
    reduce.crowded = 1
    let simulation = Fixtures.simulate([Fixtures.map, reduce])
    #expect(simulation.phases[1].longestTask.isClose(to: 100))
    #expect(simulation.phases[1].seconds.isClose(to: 100))
  }

  @Test func `rows take longer where more shards meet`() {
    let few = Fixtures.simulate([Fixtures.map, Fixtures.reduce])
    let many = Fixtures.simulate(
      [Fixtures.map, Fixtures.reduce], Fixtures.corpus(shards: 100_000))
    #expect(many.phases[1].cpuSeconds > 1.5 * few.phases[1].cpuSeconds)
    #expect(many.phases[1].cpuSeconds < 3 * few.phases[1].cpuSeconds)
  }

  @Test func `a file system that all machines share bounds them`() {
    let simulation = Fixtures.simulate([Fixtures.map], nodes: 100, bandwidth: 10_000_000)
    // 300 MB are read and 100 written.
    #expect(simulation.phases[0].seconds.isClose(to: 40))
    #expect(simulation.phases[0].boundBy == .fileSystem)
  }

  @Test func `lists of shards times partitions keep the coordinator busy`() {
    var lists = CoordinationCosts()
    lists.section = 1e-3
    let simulation = Fixtures.simulate(
      [Fixtures.map], Fixtures.corpus(shards: 1000, partitions: 100), nodes: 500, lists: lists)
    // The manifest of each shard has a section for each partition.
    #expect(simulation.phases[0].coordination.isClose(to: 100))
    #expect(simulation.phases[0].boundBy == .coordinator)
    #expect(simulation.coordinatorMemory > 1000 * 100 * 100)
    #expect(simulation.limits.contains { $0.contains("1000 shards times 100 partitions") })
  }

  @Test func `orders refer to the partitions alone that have something to say`() {
    var lists = CoordinationCosts()
    lists.reference = 1e-3
    var decide = Fixtures.reduce
    decide.outputs["messages"] = GrowthCurve(
      [(0, 0), (1e9, 50 * CostModel.message)], limits: 1...1)
    var count = Fixtures.map
    count.shape.name = "count"
    count.shape.reads = [Volume(phase: "decide", file: "messages")]
    count.shape.inboxes = 1
    let simulation = Fixtures.simulate([Fixtures.map, decide, count], lists: lists)
    #expect(simulation.phases[2].coordination.isClose(to: 0.05))
  }

  @Test func `each limit that a run meets is named`() {
    let small = Fixtures.simulate([Fixtures.map, Fixtures.reduce])
    #expect(small.limits == [])
    let crowd = Fixtures.simulate(
      [Fixtures.map, Fixtures.reduce], nodes: 600, bandwidth: 1_000_000)
    #expect(crowd.limits.contains { $0.contains("fewer than the 1200 workers") })
    #expect(crowd.limits.contains { $0.contains("there are 10 partitions") })
    #expect(crowd.limits.contains { $0.contains("the file system") })
    let shards = Fixtures.simulate([Fixtures.map], Fixtures.corpus(shards: 100_000))
    #expect(shards.limits.contains { $0.contains("vm.max_map_count") })
    var one = Fixtures.reduce
    one.crowded = 1
    let single = Fixtures.simulate([Fixtures.map, one], workers: 50)
    #expect(single.limits == ["decide waits for one task, however many machines there are"])
  }

  @Test func `a scheduler is given no more tasks at a time than an array holds`() {
    let simulation = Fixtures.simulate(
      [Fixtures.map], Fixtures.corpus(shards: 5000), nodes: 5000, workers: 1)
    #expect(simulation.phases[0].seconds.isClose(to: 0.1))
  }

  @Test func `pieces of a stream are read while it is decoded`() throws {
    var corpus = Fixtures.corpus(shards: 1)
    corpus.streams = corpus.shards
    corpus.shards = []
    corpus.streams[0].pieces = ShardSizes.equal(100_000_000).shares(of: corpus.streams[0].decoded)
    var costs = JobCosts(phases: [Fixtures.map], lists: CoordinationCosts())
    costs.splitPerByte = 1e-7
    costs.spoolShare = 0.5
    let simulation = Simulator(
      costs: costs, corpus: corpus, own: corpus.decoded,
      options: SimulationOptions(nodes: 1, workers: 2, program: ""), memory: 1 << 30
    ).simulate("invented", sample: 0)
    #expect(simulation.phases.map(\.name) == ["split", "read"])
    // The other worker is one piece behind.
    #expect(
      simulation.phases[0].seconds.isClose(to: 100) && simulation.phases[1].seconds.isClose(to: 10))
    #expect(simulation.phases[0].writtenBytes == 500_000_000)
    #expect(simulation.shards == 10)
  }

  @Test func `memory ends where rows are spilled`() {
    var map = Fixtures.map
    map.memory = 5e7
    map.memoryGrowth = GrowthCurve([(0, 0), (1e6, 5e6)], limits: 1...1)
    let small = Fixtures.simulate([map])
    #expect(Double(small.workerMemory).isClose(to: 5e7 + 11e6 * 5))
    let large = Fixtures.simulate([map], Fixtures.corpus(shards: 1))
    #expect(large.workerMemory == 50_000_000 + 1 << 30)
  }
}
