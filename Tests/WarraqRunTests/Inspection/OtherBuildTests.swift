import Testing
import WarraqCore
import WarraqTestKit

@testable import WarraqRun

@Suite struct OtherBuildTests {
  @Test func `a run of another build is named as one, whatever is asked of it`() throws {
    let run = RunDirectory(try TemporaryDirectory().path + "/run")
    try Files.makeDirectory(run.path)
    let versions = FormatVersions(warraq: 1, unicode: "15.0", icu: "72")
    let corpus = CorpusManifest(partitions: 2, versions: versions)
    try Files.replace(run.corpusFile, with: StableJSON.encode(corpus))
    func check(_ body: () throws -> Void) {
      let error = #expect(throws: WarraqError.self) { try body() }
      #expect(error?.code == .version)
      #expect(error?.message.contains("another build (format 1; this one has") == true)
    }
    check { _ = try RunStatus(run, library: .simulated) }
    check { _ = try Quarantine(run) }
  }
}
