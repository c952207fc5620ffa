import Testing
import WarraqCodecs
import WarraqCore
import WarraqTestKit

@testable import WarraqRun

@Suite struct OtherBuildTests {
  private let directory: TemporaryDirectory
  private let run: RunDirectory
  private let input = CorpusInput(
    name: "x", path: "/x", bytes: 1, modified: 1, digest: Digest(of: "x"), plan: Digest(of: "plan"))

  init() throws {
    directory = try TemporaryDirectory()
    run = RunDirectory(directory.path + "/run")
    try Files.makeDirectory(run.path + "/plans")
  }

  private func write(format: Int, plan: String) throws {
    let versions = FormatVersions(warraq: format, unicode: "15.0", icu: "72")
    var corpus = CorpusManifest(partitions: 2, versions: versions)
    corpus.inputs = [input]
    try Files.replace(run.corpusFile, with: StableJSON.encode(corpus))
    try Files.replace(run.planFile(input.plan), with: Array(plan.utf8))
  }

  @Test func `a plan of another build is named as one`() throws {
    try write(format: 1, plan: "{\"shardSize\": 1}")
    for body in [
      { _ = try Quarantine(run) },
      { _ = try RunSurvey(run).isPlanned(CorpusManifest.of(run)) },
    ] as [() throws -> Void] {
      let error = #expect(throws: WarraqError.self) { try body() }
      #expect(error?.code == .version)
      #expect(error?.message.contains("another build (format 1; this one has") == true)
    }
  }

  @Test func `a damaged plan of this build is not`() throws {
    try write(format: StageLibrary.engineVersion, plan: "{\"shardSize\": 1}")
    let error = #expect(throws: WarraqError.self) { _ = try Quarantine(run) }
    #expect(error?.code == .state)
  }

  @Test func `what this build can read of another one's is read`() throws {
    try write(format: 1, plan: "{}")
    let plan = InputPlan(
      digest: input.digest, bytes: 1, isSplit: false, sizes: ShardSizes.equal(1))
    try Files.replace(run.planFile(input.plan), with: StableJSON.encode(plan))
    #expect(try Quarantine(run).items.isEmpty)
  }
}
