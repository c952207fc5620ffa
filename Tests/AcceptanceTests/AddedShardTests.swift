import Testing
import WarraqTestKit

extension Acceptance {
  /// A shard that is added to a finished run with exact and near dedupe costs what depends on it.
  @Suite struct AddedShardTests {
    private struct Corpus {
      var inputs: [String]
      var added: String
    }

    /// Three inputs of different stories, and one more that holds an exact copy of a story of the
    /// second input, a near copy of one of the third, and stories of its own.
    private func corpus(_ workspace: Workspace) async throws -> Corpus {
      let stories = CorpusFixture.stories(90, words: 60, seed: 3)
      let inputs = try await stories.write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      var added = CorpusFixture.stories(20, words: 60, seed: 4)
      added.add(stories.records[40].words)
      var edited = stories.records[70].words
      edited[30] = "edited"
      added.add(edited)
      return Corpus(
        inputs: inputs,
        added: try await added.write("added.jsonl", codec: .zstd, in: workspace.directory))
    }

    /// Runs the three inputs, and then all in the order that `arrange` gives; says which tasks of the
    /// map phases ran, and expects `explain` to say the same.
    private func add(
      _ workspace: Workspace, _ arrange: (Corpus) -> [String]
    ) async throws -> (_ phase: String) -> [String] {
      let corpus = try await corpus(workspace)
      #expect(try await workspace.run(corpus.inputs).status == .exited(0))
      let before = TaskStamps(in: workspace)
      let all = arrange(corpus)
      let result = try await workspace.run(all)
      #expect(result.status == .exited(0), "\(result)")
      let after = TaskStamps(in: workspace)
      let fresh = try await workspace.fresh(all)
      try expectSame(workspace.report(), fresh)
      let kinds = try fresh.table("duplicates.tsv").column("kind").sorted()
      #expect(kinds == ["exact", "near"])

      let explained = try await Warraq.run(
        ["explain", "run", "--json"], in: workspace.directory)
      let explanation = try Explained(explained.standardOutput)
      for phase in after.phases {
        #expect(explanation.ran(phase) == after.run(phase, since: before), "\(phase)")
      }
      #expect(explanation.next == [])
      // Decisions are merged again, of exact and of near, in every partition that got rows.
      #expect(!after.run("decide-dedupe", since: before).isEmpty)
      #expect(!after.run("decide-dedupe-2", since: before).isEmpty)
      return { after.run($0, since: before) }
    }

    @Test func `behind the others, only the new shard is sketched and counted`() async throws {
      let workspace = try Workspace(job: NearDuplicateTests.job)
      let ran = try await add(workspace) { $0.inputs + [$0.added] }
      // One pass hashes and sketches.
      #expect(ran("read-dedupe") == ["00003"])
      // What the new shard repeats is compared where it stands; nothing is taken out there.
      #expect(ran("read-dedupe-2-2") == ["00002", "00003"])
      #expect(ran("count") == ["00003"])
    }

    @Test func `in front, shards that lose a document to it are counted again, and no others`()
      async throws
    {
      let workspace = try Workspace(job: NearDuplicateTests.job)
      let ran = try await add(workspace) { [$0.added] + $0.inputs }
      #expect(ran("read-dedupe") == ["00003"])
      #expect(ran("count") == ["00001", "00002", "00003"])
    }
  }
}
