import Testing
import WarraqTestKit

extension Acceptance {
  /// What changed is done again with what depends on it, and nothing else.
  @Suite struct ChangeTests {
    @Test func `nothing changed`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(100, copyEvery: 5)
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run([input]).status == .exited(0))
      #expect(TaskStamps(in: workspace).phasesRun(since: before) == [])
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `an option of the last step changed, same run directory`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(100, copyEvery: 5)
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input], ["--shard-size", "4KiB"]).status == .exited(0))
      let before = TaskStamps(in: workspace)

      try workspace.directory.write(
        Workspace.job.replacing("minimumCount: 1", with: "minimumCount: 5"), to: "job.yml")
      let result = try await workspace.run([input], ["--shard-size", "4KiB"])
      #expect(result.status == .exited(0), "\(result)")
      let rows = try workspace.report().table("terms.tsv")
      #expect(try rows.column("term") == corpus.terms.filter { $0.count >= 5 }.map(\.term))
      #expect(TaskStamps(in: workspace).phasesRun(since: before) == ["merge", "report"])
      try expectSame(workspace.report(), try await workspace.fresh([input]))
    }

    @Test func `a stage's option changed, same run directory`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(100, copyEvery: 5)
      corpus.add(["رقم", "20"])
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      let before = TaskStamps(in: workspace)

      try workspace.directory.write(
        Workspace.job.replacing("minimumCount: 1", with: "numbers: drop"), to: "job.yml")
      #expect(try await workspace.run([input]).status == .exited(0))
      let terms = try workspace.report().table("terms.tsv").column("term")
      #expect(!terms.contains("20") && terms.contains("رقم"))
      // Duplicates are found before terms are counted: that work stands.
      let ran = TaskStamps(in: workspace).phasesRun(since: before)
      #expect(ran == ["count", "merge", "report"])
      try expectSame(workspace.report(), try await workspace.fresh([input]))
    }

    @Test func `explain says why a task ran`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(50)
      let input = try await corpus.write("news.jsonl", in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      try workspace.directory.write(
        Workspace.job.replacing("minimumCount: 1", with: "numbers: drop"), to: "job.yml")
      #expect(try await workspace.run([input]).status == .exited(0))
      let result = try await Warraq.run(["explain", "run"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      let lines = result.standardOutput.split(separator: "\n")
      #expect(lines.contains { $0.contains("count") && $0.contains("terms") }, "\(result)")
    }

    @Test func `an input's content changed, same name`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(90)
      let inputs = try await corpus.write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      #expect(try await workspace.run(inputs).status == .exited(0))
      let before = TaskStamps(in: workspace)

      var changed = corpus
      var replacement = CorpusFixture()
      for record in corpus.records[..<45] { replacement.records.append(record) }
      replacement.add(["another", "story"])
      changed.records[45] = replacement.records[45]
      try await changed.write(30..<60, "part-1.jsonl", codec: .zstd, in: workspace.directory)
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), changed)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      // No reprints here, so no decision changed: one shard of three is read again.
      #expect(TaskStamps(in: workspace).run("count", since: before).count == 1)
    }

    @Test(arguments: [0, 3]) func `one input added to a finished run, then one shard rerun`(
      position: Int
    ) async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(120, copyEvery: 4)
      let all = try await corpus.write(parts: 4, "part", codecs: [.zstd], in: workspace.directory)
      var some = all
      some.remove(at: position)
      #expect(try await workspace.run(some).status == .exited(0))
      let before = TaskStamps(in: workspace)

      let result = try await workspace.run(all)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      let fresh = try await workspace.fresh(all)
      try expectSame(workspace.report(), fresh)
      // Emitting for the dedupe needs no look at other shards: only the new input is read for it.
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before).count == 1)

      let rerun = try await Warraq.run(["rerun", "run", "--shard", "1"], in: workspace.directory)
      #expect(rerun.status == .exited(0), "\(rerun)")
      try expectSame(workspace.report(), fresh)
    }

    @Test func `one shard is run again and the rest stands`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(200, copyEvery: 4)
      let input = try await corpus.write(
        "news.jsonl", codec: .zstd, frames: 10, in: workspace.directory)
      #expect(try await workspace.run([input], ["--shard-size", "4KiB"]).status == .exited(0))
      let reference = try workspace.report().contents()
      let before = TaskStamps(in: workspace)
      #expect(before.tasks(of: "count").count > 3)

      let result = try await Warraq.run(["rerun", "run", "--shard", "2"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      let after = TaskStamps(in: workspace)
      #expect(after.run("count", since: before) == ["00002"])
      #expect(after.run("read-dedupe", since: before) == ["00002"])
      // The same bytes came out, so nothing behind the shard had to run.
      #expect(after.run("merge", since: before) == [])
      #expect(try workspace.report().contents() == reference)
    }
  }
}
