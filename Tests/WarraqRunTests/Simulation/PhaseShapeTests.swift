import Testing
import WarraqStages

@testable import WarraqRun

@Suite struct PhaseShapeTests {
  private func phases(_ stages: String) throws -> [PhaseShape] {
    let job = try Job.parse(
      yaml: "name: x\nstages: \(stages)", path: "x", registry: StageRegistry.all)
    return try PhaseShape.phases(of: StagePlan(job, library: .simulated))
  }

  @Test func `a job that counts has a map, a merge and a report`() throws {
    let phases = try phases("[normalize, terms, lengths]")
    #expect(phases.map(\.name) == ["count", "merge", "report"])
    #expect(phases[0].readsDocuments && phases[0].reads == [] && phases[0].rowFiles == 2)
    #expect(phases[1].reads.map(\.file) == ["terms.rows", "lengths.rows"])
    #expect(phases[2].reads.map(\.file) == ["terms.table", "lengths.table"])
  }

  @Test func `rounds read what the rounds before them said`() throws {
    let phases = try phases("[normalize, dedupe: { kind: exact }, dedupe: { kind: near }, terms]")
    let first = phases[0]
    #expect(first.name == "read-dedupe" && first.kind == .map && first.rowFiles == 2)
    let second = try #require(phases.first { $0.name == "read-dedupe-2-2" })
    #expect(second.kind == .mapOfMessages && !second.readsDocuments)
    #expect(second.reads == [Volume(phase: "decide-dedupe-2", file: "messages")])
    let third = try #require(phases.first { $0.name == "read-dedupe-2-3" })
    #expect(third.readsDocuments && third.inboxes == 2)
    #expect(third.reads.map(\.phase) == ["decide-dedupe", "decide-dedupe-2-2"])
    let count = try #require(phases.first { $0.name == "count" })
    #expect(
      count.kind == .map && count.reads.map(\.phase) == ["decide-dedupe", "decide-dedupe-2-4"])
    #expect(phases.last?.reads.count == 6)
  }

  @Test func `a phase takes as long as the slowest of its stages says`() throws {
    let phases = try phases("[normalize, dedupe: { kind: exact }, recognize, entities]")
    let costs = Dictionary(uniqueKeysWithValues: phases.map { ($0.name, CostModel.seconds($0)) })
    let (first, names) = (try #require(costs["read-dedupe"]), try #require(costs["read-recognize"]))
    // What recognize says, and nothing else, comes to what both phases take.
    #expect(abs(names - first - 75e-9) < 1e-12)
    #expect(try #require(costs["count"]) > names)
  }
}
