import Foundation
import Testing
import WarraqTestKit

@testable import WarraqRun

@Suite struct WorkerLimitsTests {
  private func limits(_ environment: [String: String], groups: [ControlGroup] = []) -> WorkerLimits
  {
    WorkerLimits(environment: environment, groups: groups, cores: 8)
  }

  @Test func `without a scheduler there is no limit but the machine`() {
    #expect(limits([:]).memory == nil)
    #expect(limits([:]).cores == 8)
  }

  @Test func `Slurm's words are understood`() {
    let asked = limits(["SLURM_MEM_PER_NODE": "704", "SLURM_CPUS_PER_TASK": "2"])
    #expect(asked.memory == 704 << 20)
    #expect(asked.cores == 2)
    #expect(limits(["SLURM_MEM_PER_CPU": "100", "SLURM_CPUS_ON_NODE": "3"]).memory == 300 << 20)
    #expect(limits(["SLURM_MEM_PER_NODE": "0"]).memory == nil, "0 stands for all of a node")
  }

  @Test func `what is asked for a budget is enough for that budget`() {
    let budget = 384 << 20
    #expect(WorkerLimits.budget(in: ClusterSpec.request(budget: budget)) == budget)
  }

  @Test func `processes that the kernel ended for want of memory are counted`() throws {
    let folder = try TemporaryDirectory()
    #expect(ControlGroup(folder: folder.path).kills == 0)
    try "low 0\noom 3\noom_kill 2\noom_group_kill 0\n".write(
      toFile: folder.file("memory.events"), atomically: true, encoding: .utf8)
    #expect(ControlGroup(folder: folder.path).kills == 2)
  }

  @Test func `the tightest of all groups counts`() throws {
    let folder = try TemporaryDirectory()
    func group(_ name: String, _ memory: String, _ cpu: String) throws -> ControlGroup {
      try FileManager.default.createDirectory(
        atPath: folder.file(name), withIntermediateDirectories: true)
      try memory.write(toFile: folder.file(name + "/memory.max"), atomically: true, encoding: .utf8)
      try cpu.write(toFile: folder.file(name + "/cpu.max"), atomically: true, encoding: .utf8)
      return ControlGroup(folder: folder.file(name))
    }
    let groups = try [
      group("a", "max\n", "max 100000\n"), group("b", "1073741824\n", "250000 100000\n"),
    ]
    #expect(limits(["SLURM_MEM_PER_NODE": "2000"], groups: groups).memory == 1 << 30)
    #expect(limits([:], groups: groups).cores == 2)
  }
}
