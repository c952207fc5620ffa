import Testing
import WarraqTestKit

extension Acceptance {
  /// Nothing vanishes: a bad record is counted, kept and named, and its neighbours are unharmed.
  @Suite struct BadRecordTests {
    @Test func `one invalid UTF-8 byte in 20,000 documents`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(19_999, words: 5)
      corpus.insert(.invalidUTF8(), at: 12_345)
      let input = try await corpus.write("news.jsonl", codec: .gzip, in: workspace.directory)
      let result = try await workspace.run([input], ["--shard-size", "1GiB"])
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      let quarantine = try await workspace.quarantine()
      #expect(quarantine.count == 1)
      #expect(quarantine.first?.offset == corpus.offset(of: 12_345))
      #expect(quarantine.first?.bytes == corpus.records[12_345].bytes)
      #expect(quarantine.first?.input.hasSuffix(input) == true)
    }

    @Test func `malformed JSON line`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(100)
      corpus.insert(.malformed(), at: 0)
      corpus.insert(.malformed(), at: 50)
      corpus.insert(.withoutText(), at: 102)
      let input = try await corpus.write("news.jsonl", in: workspace.directory)
      let result = try await workspace.run([input], ["--shard-size", "1GiB"])
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      let quarantine = try await workspace.quarantine()
      #expect(quarantine.map(\.bytes) == [0, 50, 102].map { corpus.records[$0].bytes })
      #expect(quarantine.map(\.offset) == [0, 50, 102].map(corpus.offset(of:)))
    }

    @Test
    func `a record longer than the limit is quarantined by size, and processed when it is raised`()
      async throws
    {
      // The case of 200 MB, in small: what matters is the limit, and the shard that is smaller.
      let limited = Workspace.job + "\ninput: { maximumRecord: 1MiB }\n"
      let raised = Workspace.job + "\ninput: { maximumRecord: 4MiB }\n"
      let workspace = try Workspace(job: limited)
      var corpus = CorpusFixture.stories(30)
      corpus.add((0..<200_000).map { "giant\($0 % 100)" })
      corpus.add(["last", "words"])
      #expect(corpus.records[30].bytes.count > 1 << 20)
      var expected = corpus
      expected.records[30] = FixtureRecord(bytes: corpus.records[30].bytes, fate: .quarantined)
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)

      let result = try await workspace.run([input], ["--shard-size", "64KiB"])
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), expected)
      #expect(try await workspace.quarantine().map(\.reason) == ["too-large"])

      try workspace.directory.write(raised, to: "job.yml")
      #expect(try await workspace.run([input], ["--shard-size", "64KiB"]).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
      #expect(try await workspace.quarantine() == [])
    }

    @Test func `a record that crashes every process is found and quarantined, and the run goes on`()
      async throws
    {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(60)
      corpus.add(["before", "bombsite", "after"])
      corpus.insert(corpus.records[60], at: 37)
      corpus.records.removeLast()
      var expected = corpus
      expected.records[37].fate = .quarantined
      expected.records[37].words = []
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      let result = try await workspace.run(
        [input], ["--shard-size", "4KiB"], environment: ["WARRAQ_FAULT_TEXT": "bombsite:segv"])
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), expected)
      let quarantine = try await workspace.quarantine()
      #expect(quarantine.map(\.bytes) == [corpus.records[37].bytes])
    }
  }
}
