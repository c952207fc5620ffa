import Testing
import WarraqCore

@testable import WarraqRun

@Suite struct ClusterBlockTests {
  private func check(_ block: String) -> JobCheck {
    Job.check(
      yaml: "name: x\nstages: [terms]\n" + block, path: "job.yml", registry: JobFixtures.registry)
  }

  private static let full = """
    cluster:
      executor: slurm
      partition: main
      account: lab
      time: 2:00:00
      memory: 1GiB
      cpus: 2
      options: [--constraint=avx2, --nice]
    """

  @Test func `a full block is read, and comes back from the resolved job`() throws {
    let job = try #require(check(Self.full).job)
    #expect(job.cluster.executor == .slurm)
    #expect(job.cluster.time == "2:00:00")
    #expect(job.cluster.memory == 1 << 30)
    #expect(job.cluster.options == ["--constraint=avx2", "--nice"])
    let again = try Job.parse(
      yaml: job.resolvedYAML, path: "job.yml", registry: JobFixtures.registry)
    #expect(again.cluster == job.cluster)
  }

  @Test func `without the block a job runs here`() throws {
    let job = try #require(check("").job)
    #expect(job.cluster == ClusterSpec())
    #expect(!job.resolvedYAML.contains("cluster"))
  }

  @Test(arguments: [
    ("cluster: { executor: slurn }", "slurm"), ("cluster: { partitoin: main }", "partition"),
    ("cluster: { cpus: 0 }", "cpus"), ("cluster: { memory: 3 }", "32MiB"),
    ("cluster: { time: 30 }", "quotes"),
  ])
  func `mistakes are named`(block: String, hint: String) {
    let problems = check(block).problems.map(\.description).joined()
    #expect(problems.contains(hint), "\(problems)")
  }

  @Test func `flags go before the file, one by one`() throws {
    let file = try #require(check(Self.full).job).cluster
    var flags = ClusterSpec()
    flags.partition = "short"
    let spec = file.overridden(by: flags, executor: nil)
    #expect(spec.partition == "short")
    #expect(spec.account == "lab")
    #expect(spec.executor == .slurm)
    #expect(file.overridden(by: flags, executor: .local).executor == .local)
  }
}
