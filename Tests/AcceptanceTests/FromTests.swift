import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// `from`: documents of some inputs go only where another input holds them.
  @Suite struct FromTests {
    private static func job(_ from: String, cluster: String = "star") -> String {
      """
      name: from
      stages:
        - normalize
        - dedupe: { kind: exact, from: \(from) }
        - dedupe: { kind: near, threshold: 0.6, ngram: 3, cluster: \(cluster), from: \(from) }
        - terms
      """
    }

    private static let stories = CorpusFixture.stories(60, words: 40)

    /// The words of a story, with one of them changed.
    private static func edited(_ story: Int) -> [String] {
      var words = stories.records[story].words
      words[20] = "edited\(story)"
      return words
    }

    /// An archive of 30 stories, the last of them twice; and a delivery of 50 stories, of which 20 are
    /// in the archive too, 10 of these edited, and 30 are in the delivery twice.
    private func write(_ workspace: Workspace, delivery: String, archive: String) async throws {
      var (first, second) = (CorpusFixture(), CorpusFixture())
      for story in 10..<60 { first.add(story < 20 ? Self.edited(story) : Self.words(story)) }
      for story in 30..<60 { first.add(Self.words(story)) }
      for story in 0..<30 { second.add(Self.words(story)) }
      second.add(Self.words(29))
      try await first.write(delivery, in: workspace.directory)
      try await second.write(archive, in: workspace.directory)
    }

    private static func words(_ story: Int) -> [String] { stories.records[story].words }

    @Test(arguments: ["star", "component"])
    func `only what another input holds goes, whatever workers and shards do`(cluster: String)
      async throws
    {
      let workspace = try Workspace(job: Self.job("delivery.jsonl", cluster: cluster))
      try await write(workspace, delivery: "delivery.jsonl", archive: "archive.jsonl")
      let inputs = ["delivery.jsonl", "archive.jsonl"]
      let reference = try await workspace.fresh(inputs, ["--workers", "1"])
      let rows = try reference.table("duplicates.tsv").records
      // The delivery comes first: what goes stands before what is kept for it.
      let found = rows.map { [$0["kind"], $0["ordinal"], $0["keptOrdinal"]] }
      let expected = (10..<30).map { story in
        [story < 20 ? "near" : "exact", "\(story - 10)", "\(80 + story)"]
      }
      #expect(found == expected)
      let sizes = [["--shard-size", "2KiB", "--workers", "3"], ["--shard-size", "9000"]]
      for arguments in sizes {
        try expectSame(try await workspace.fresh(inputs, arguments), reference)
      }
    }

    @Test func `the order of the inputs does not change what goes`() async throws {
      let workspace = try Workspace(job: Self.job("[delivery.jsonl]"))
      try await write(workspace, delivery: "delivery.jsonl", archive: "archive.jsonl")
      let forward = try await workspace.fresh(["delivery.jsonl", "archive.jsonl"])
      let backward = try await workspace.fresh(["archive.jsonl", "delivery.jsonl"])
      #expect(try forward.summary().documents == backward.summary().documents)
      #expect(try forward.summary().documents.duplicate == 20)
      #expect(try forward.bytes("terms.tsv") == backward.bytes("terms.tsv"))
    }

    @Test func `a folder names its inputs, and an input that moves is decided about again`()
      async throws
    {
      let workspace = try Workspace(job: Self.job("new"))
      try await write(workspace, delivery: "new/a.jsonl", archive: "old/b.jsonl")
      #expect(try await workspace.run(["new", "old"]).status == .exited(0))
      #expect(try workspace.report().summary().documents.duplicate == 20)

      try FileManager.default.createDirectory(
        atPath: workspace.directory.file("new/more"), withIntermediateDirectories: true)
      try FileManager.default.moveItem(
        atPath: workspace.directory.file("old/b.jsonl"),
        toPath: workspace.directory.file("new/more/b.jsonl"))
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run(["new"]).status == .exited(0))
      #expect(try workspace.report().summary().documents.duplicate == 0)
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before) == [])
      try expectSame(workspace.report(), try await workspace.fresh(["new"]))
    }

    @Test func `a name that is no input is refused at once, with those that are`() async throws {
      let workspace = try Workspace(job: Self.job("[delivery.jsonl, deliverie]"))
      try await write(workspace, delivery: "delivery.jsonl", archive: "archive.jsonl")
      let inputs = ["delivery.jsonl", "archive.jsonl"]
      let run = try await workspace.run(inputs)
      let plan = try await Warraq.run(["plan", "job.yml"] + inputs, in: workspace.directory)
      for result in [run, plan] {
        #expect(result.status == .exited(2), "\(result)")
        #expect(result.standardError.contains("dedupe names the input 'deliverie'"), "\(result)")
        #expect(result.standardError.contains("delivery.jsonl, archive.jsonl"), "\(result)")
      }
      #expect(workspace.directory.list("run/tasks") == [])
    }

    @Test func `from is refused where no document goes`() async throws {
      let workspace = try Workspace(
        job: "name: x\nstages:\n  - dedupe: { kind: lines, from: a.jsonl }\n")
      let result = try await Warraq.run(["validate", "job.yml"], in: workspace.directory)
      #expect(result.status == .exited(2), "\(result)")
      #expect(result.standardError.contains("from is for the kinds exact and near"), "\(result)")
    }
  }
}
