import Testing
import WarraqTestKit

extension Acceptance {
  /// The report depends on the records, their order and the job alone.
  @Suite struct SameBytesTests {
    /// Stories, reprints, a document without words and records of every bad kind.
    static var corpus: CorpusFixture {
      var corpus = CorpusFixture.stories(400, copyEvery: 7)
      corpus.insert(.malformed(), at: 11)
      corpus.insert(.invalidUTF8(), at: 100)
      corpus.insert(.withoutText(), at: 200)
      corpus.insert(.wordless(), at: 300)
      return corpus
    }

    @Test func `a report says exactly what is in the corpus`() async throws {
      let workspace = try Workspace()
      let corpus = Self.corpus
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      let result = try await workspace.run([input])
      #expect(result.status == .exited(0), "\(result)")
      let report = workspace.report()
      try expectTruth(report, corpus)
      let terms = try report.table("terms.tsv")
      #expect(
        terms.columns == ["rank", "term", "count", "documents", "form", "publications"])
      #expect(try terms.column("rank") == (1...terms.rows.count).map(String.init))
      #expect(try terms.column("form") == terms.column("term"))
    }

    @Test func `duplicates name the earliest printing as the one that is kept`() async throws {
      let workspace = try Workspace()
      let corpus = Self.corpus
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input], ["--shard-size", "4096"]).status == .exited(0))
      let table = try workspace.report().table("duplicates.tsv")
      #expect(
        table.columns
          == ["document", "kept", "kind", "ordinal", "keptOrdinal", "similarity", "cluster"])
      let expected = corpus.duplicates.map {
        let (ordinal, kept) = (String($0.ordinal), String($0.keptOrdinal))
        return [$0.document, $0.kept, "exact", ordinal, kept, "1.0000", kept]
      }
      let sorted = { (rows: [[String]]) in rows.sorted { $0[3] < $1[3] } }
      #expect(sorted(table.rows) == sorted(expected))
    }

    @Test func `workers, shard sizes, files and codecs leave no trace`() async throws {
      let workspace = try Workspace()
      let corpus = Self.corpus
      let one = try await corpus.write("one.jsonl", codec: .zstd, in: workspace.directory)
      let seven = try await corpus.write(parts: 7, "part", in: workspace.directory)
      let frames = try await corpus.write(
        "frames.jsonl", codec: .zstd, frames: 20, in: workspace.directory)
      let reference = try await workspace.fresh([one], ["--workers", "1"])
      try expectTruth(reference, corpus)
      let variants: [([String], [String])] = [
        ([one], ["--workers", "2", "--shard-size", "8KiB"]),
        ([one], ["--workers", "4", "--shard-size", "1KiB"]),
        (seven, ["--workers", "1"]),
        (seven, ["--workers", "4", "--shard-size", "4KiB"]),
        ([frames], ["--workers", "2", "--shard-size", "16KiB"]),
        ([frames], ["--workers", "4", "--shard-size", "1000000"]),
      ]
      for (inputs, arguments) in variants {
        try expectSame(try await workspace.fresh(inputs, arguments), reference)
      }
    }

    @Test func `the order of the records decides which printing is kept`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(20, copyEvery: 4)
      let parts = try await corpus.write(
        parts: 2, "part", codecs: [.plain], in: workspace.directory)
      let forward = try await workspace.fresh(parts)
      let backward = try await workspace.fresh(parts.reversed())
      #expect(try forward.summary().root != backward.summary().root)
      #expect(try forward.summary().documents == backward.summary().documents)
    }
  }
}
