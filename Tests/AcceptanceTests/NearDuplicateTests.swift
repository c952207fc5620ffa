import Testing
import WarraqTestKit

extension Acceptance {
  /// Near-duplicates in whole runs.
  @Suite struct NearDuplicateTests {
    static let job = """
      name: near
      stages:
        - normalize
        - dedupe: { kind: exact }
        - dedupe: { kind: near, threshold: 0.6, ngram: 3 }
        - terms
        - lengths
      """

    /// Stories, reprints, and after every fifth story an edited copy of an earlier one.
    private static func corpus(_ stories: Int, seed: UInt64 = 1) -> CorpusFixture {
      let originals = CorpusFixture.stories(stories, copyEvery: 9, words: 60, seed: seed)
      var corpus = CorpusFixture()
      for (index, record) in originals.records.enumerated() {
        corpus.add(record.words, date: index)
        if index % 5 == 4 {
          var words = originals.records[index / 2].words
          words[words.count / 2] = "edited\(seed)x\(index)"
          corpus.add(words, date: index)
        }
      }
      return corpus
    }

    @Test func `edited copies go, whatever workers, shards and kills do`() async throws {
      let workspace = try Workspace(job: Self.job)
      let corpus = Self.corpus(200)
      let one = try await corpus.write("one.jsonl", codec: .zstd, in: workspace.directory)
      let parts = try await corpus.write(parts: 5, "part", in: workspace.directory)
      let reference = try await workspace.fresh([one], ["--workers", "1"])
      let kinds = try reference.table("duplicates.tsv").column("kind")
      #expect(kinds.count { $0 == "near" } >= 40 && kinds.count { $0 == "exact" } >= 15)
      try expectSame(
        try await workspace.fresh([one], ["--workers", "3", "--shard-size", "4KiB"]), reference)
      try expectSame(
        try await workspace.fresh(parts, ["--workers", "2", "--shard-size", "16KiB"]), reference)

      let faults = try workspace.faults(
        "before-publish:read-dedupe-2:*:kill,before-publish:decide-dedupe-2-2:*:kill,"
          + "after-publish:decide-dedupe-2-3:*:kill")
      let killed = try await workspace.run(
        [one], run: "killed", ["--shard-size", "16KiB"], environment: faults)
      #expect(killed.status == .exited(0) && workspace.struck.count >= 3, "\(killed)")
      try expectSame(workspace.report("killed"), reference)
    }

    @Test func `no document is a duplicate of itself, also after a rerun`() async throws {
      let workspace = try Workspace(job: Self.job)
      let input = try await Self.corpus(150).write(
        "one.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input], ["--shard-size", "8KiB"]).status == .exited(0))
      let before = try workspace.report().contents()
      let rerun = try await Warraq.run(["rerun", "run", "--shard", "1"], in: workspace.directory)
      #expect(rerun.status == .exited(0), "\(rerun)")
      #expect(try workspace.report().contents() == before)

      let rows = try workspace.report().table("duplicates.tsv").records
      let gone = Set(rows.compactMap { $0["ordinal"] })
      #expect(gone.count == rows.count)
      for row in rows {
        #expect(row["ordinal"] != row["keptOrdinal"])
        #expect(!gone.contains(row["cluster"] ?? ""), "a cluster is named by what stays")
        #expect(Double(row["similarity"] ?? "") ?? 0 >= 0.6)
      }
      let sizes = try workspace.report().table("clusters.tsv").column("size").compactMap(Int.init)
      #expect(sizes.reduce(0) { $0 + $1 - 1 } == rows.count)
    }

    @Test func `an input added to a finished run is compared with all, and only it is sketched`()
      async throws
    {
      let workspace = try Workspace(job: Self.job)
      let inputs = try await Self.corpus(160).write(
        parts: 4, "part", codecs: [.zstd], in: workspace.directory)
      #expect(try await workspace.run(Array(inputs.dropLast())).status == .exited(0))
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      // One pass hashes and sketches.
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before) == ["00003"])
      #expect(TaskStamps(in: workspace).tasks(of: "read-dedupe-2") == [])
    }

    @Test func `pairs are listed on request, and buckets that were cut are named`() async throws {
      let workspace = try Workspace(
        job: """
          name: pairs
          stages:
            - normalize
            - dedupe: { kind: near, threshold: 0.6, ngram: 3, pairs: true }
            - lengths
          """)
      var corpus = Self.corpus(20)
      // Forty that are alike: the first 33 are all compared, later ones with four and the one before.
      let words = CorpusFixture.stories(1, words: 60, seed: 7).records[0].words
      for index in 0..<40 { corpus.add(words + ["tail\(index)"]) }
      let input = try await corpus.write("one.jsonl", codec: .zstd, in: workspace.directory)
      let reference = try await workspace.fresh([input], ["--workers", "1"])
      let pairs = try reference.table("pairs.tsv")
      #expect(pairs.columns == ["a", "b", "jaccard"])
      let least = 33 * 32 / 2 + 7 * (4 + 1)
      #expect(pairs.rows.count >= least)
      for row in pairs.rows {
        #expect(row[0] != row[1])
        #expect((Double(row[2]) ?? 0) >= 0.6)
      }
      let summary = String(decoding: try reference.bytes("summary.json"), as: UTF8.self)
      #expect(summary.contains("\"largestBucket\": 40"), "\(summary)")
      try expectSame(
        try await workspace.fresh([input], ["--workers", "3", "--shard-size", "4KiB"]), reference)
    }

    @Test(arguments: ["window: 0", "numbersMustMatch: true"])
    func `in a huge bucket of templated stories each finds its own copy`(option: String)
      async throws
    {
      let workspace = try Workspace(
        job: """
          name: templates
          stages:
            - normalize
            - dedupe: { kind: near, threshold: 0.7, \(option) }
            - lengths
          """)
      // A price a day, and the same with another last word: only a copy has both its day and its number.
      let words = CorpusFixture.stories(1, words: 80, seed: 4).records[0].words
      let days = 200
      let lines = (0..<2 * days).map { index in
        let (day, isCopy) = (index * 7 % days, index >= days)
        let date = "\(2000 + day / 28)-01-\(day % 28 < 9 ? "0" : "")\(day % 28 + 1)"
        let text = (["price", "\(1_000 + day)"] + words + [isCopy ? "again" : "today"])
        return #"{"text":"\#(text.joined(separator: " "))","date":"\#(date)"}"#
      }
      try workspace.directory.write(lines.joined(separator: "\n"), to: "news.jsonl")
      #expect(try await workspace.run(["news.jsonl"]).status == .exited(0))
      let rows = try workspace.report().table("duplicates.tsv").rows
      #expect(rows.count == days)
      for row in rows {
        #expect(Int(row[3]) == (Int(row[4]) ?? 0) + days, "\(row)")
      }
    }

    @Test func `where no pair is alike the list of pairs has its header alone`() async throws {
      let workspace = try Workspace(
        job: """
          name: pairs
          stages:
            - dedupe: { kind: exact }
            - dedupe: { kind: near, pairs: true }
            - lengths
          """)
      let input = try await CorpusFixture.stories(3).write("one.jsonl", in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      let pairs = try workspace.report().table("pairs.tsv")
      #expect(pairs.columns == ["a", "b", "jaccard"] && pairs.rows.isEmpty)
    }

    @Test func `repeated lines go from texts, and documents that are left empty are rejected`()
      async throws
    {
      let workspace = try Workspace(
        job: """
          name: lines
          stages:
            - normalize
            - dedupe: { kind: lines }
            - terms
            - lengths
          """)
      let texts = [
        "first story of a day\\nsubscribe to our newsletter", "Subscribe to our NEWSLETTER",
        "second story\\nsubscribe to our newsletter\\nends here",
      ]
      let lines = texts.map { "{\"text\":\"\($0)\"}" }.joined(separator: "\n")
      try workspace.directory.write(lines, to: "news.jsonl")
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      let report = workspace.report()
      #expect(
        try report.table("repeated.tsv").rows == [
          ["line", "0", "2", "3", "2", "subscribe to our newsletter"]
        ])
      let documents = try report.summary().documents
      #expect(documents.isBalanced && documents.rejected == 1 && documents.kept == 2)
      let terms = try report.table("terms.tsv").records.filter { $0["term"] == "newsletter" }
      #expect(terms.map { $0["count"] ?? "" } == ["1"])
    }
  }
}
