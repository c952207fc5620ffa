import Testing
import WarraqTestKit

extension Acceptance {
  @Suite(.serialized) struct QuarantineTests {
    @Test func `the quarantine lists every bad record with its place and reason`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(40)
      corpus.insert(.malformed(), at: 3)
      corpus.insert(.invalidUTF8(), at: 20)
      let input = try await corpus.write("news.jsonl", codec: .gzip, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      let result = try await Warraq.run(["quarantine", "run"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      for (ordinal, reason) in [(3, "invalid-json"), (20, "invalid-utf8")] {
        let place = String(corpus.offset(of: ordinal))
        let line = result.standardOutput.split(separator: "\n").first {
          $0.contains(place) && $0.contains(reason) && $0.contains(input)
        }
        #expect(line != nil, "\(reason) at byte \(place) in \(result)")
      }
    }

    @Test func `replay runs the quarantined records again with what mends them`() async throws {
      let limited = Workspace.job + "\ninput: { maximumRecord: 1024 }\n"
      let workspace = try Workspace(job: limited)
      var corpus = CorpusFixture.stories(20)
      corpus.add((0..<400).map { "long\($0)" })
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      #expect(try workspace.report().summary().documents.quarantined == 1)
      let before = TaskStamps(in: workspace)
      #expect(!before.phases.isEmpty)

      let replay = try await Warraq.run(["quarantine", "run", "--replay"], in: workspace.directory)
      #expect(replay.status == .exited(0), "\(replay)")
      #expect(try workspace.report().summary().documents.isBalanced)
    }
  }
}
