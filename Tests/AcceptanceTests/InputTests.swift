import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// What inputs may look like, and what is said of those that are not what the job says.
  @Suite struct InputTests {
    @Test func `documents without an id are named by their ordinal in the corpus`() async throws {
      let workspace = try Workspace()
      try workspace.directory.write(
        "{\"text\": \"one two\"}\n{\"text\": \"three\"}\n", to: "a.jsonl")
      try workspace.directory.write(
        "{\"text\": \"four\"}\n{\"text\": \"one  two\"}\n{\"id\": 7, \"text\": \"three\"}\n",
        to: "b.jsonl")
      #expect(try await workspace.run(["a.jsonl", "b.jsonl"]).status == .exited(0))
      let rows = try workspace.report().table("duplicates.tsv").rows.sorted { $0[3] < $1[3] }
      let first = try #require(rows.first?[4]).first == "0" ? 0 : 1
      #expect(
        rows == [
          ["#\(first + 3)", "#\(first)", "exact", "\(first + 3)", "\(first)"]
            + ["1.0000", "\(first)"],
          ["7", "#\(first + 1)", "exact", "\(first + 4)", "\(first + 1)"]
            + ["1.0000", "\(first + 1)"],
        ])
    }

    @Test func `an empty input is no error`() async throws {
      let workspace = try Workspace()
      try workspace.directory.write("", to: "empty.jsonl")
      let alone = try await workspace.run(["empty.jsonl"], run: "alone")
      #expect(alone.status == .exited(0), "\(alone)")
      #expect(try workspace.report("alone").summary().documents.read == 0)
      #expect(try workspace.report("alone").summary().coverage == 1)
      let corpus = CorpusFixture.stories(10)
      let name = try await corpus.write("news.jsonl", in: workspace.directory)
      #expect(try await workspace.run(["empty.jsonl", name]).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `the same file twice is a corpus of reprints`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(30)
      let name = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      let result = try await workspace.run([name, name])
      #expect(result.status == .exited(0), "\(result)")
      #expect(
        try workspace.report().summary().documents
          == Report.Summary.Documents(read: 60, kept: 30, duplicate: 30))
    }

    @Test func `byte order mark, CRLF and a last line without its end`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(20, copyEvery: 5)
      let lines = String(decoding: corpus.bytes, as: UTF8.self)
      let windows = "\u{FEFF}" + lines.replacing("\n", with: "\r\n").dropLast(1)
      try workspace.directory.write(windows, to: "windows.jsonl")
      #expect(try await workspace.run(["windows.jsonl"]).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `an input in another encoding stops the run and says which would fit`() async throws
    {
      let workspace = try Workspace()
      var bytes: [UInt8] = []
      // "خبر" in windows-1256.
      let word: [UInt8] = [0xCE, 0xC8, 0xD1]
      for number in 0..<1200 {
        bytes +=
          Array("{\"id\": \(number), \"text\": \"".utf8) + word + Array(" n\(number)\"}\n".utf8)
      }
      try workspace.directory.write(bytes, to: "old.jsonl")
      let refused = try await workspace.run(["old.jsonl"])
      #expect(refused.status == .exited(1) || refused.status == .exited(2), "\(refused)")
      #expect(refused.standardError.contains("windows-1256"), "\(refused)")
      #expect(refused.standardError.contains("old.jsonl"))

      try workspace.directory.write(
        Workspace.job + "\ninput: { encoding: windows-1256 }\n", to: "job.yml")
      let result = try await workspace.run(["old.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      let terms = try workspace.report().table("terms.tsv")
      #expect(terms.rows.first?[1] == "خبر")
      #expect(terms.rows.first?[2] == "1200")
    }

    @Test func `a field that no record has is named with the fields that there are`() async throws {
      let workspace = try Workspace(
        job: Workspace.job + "\ninput: { fields: { text: body } }\n")
      let name = try await CorpusFixture.stories(50).write("news.jsonl", in: workspace.directory)
      let result = try await workspace.run([name])
      #expect(result.status != .exited(0), "\(result)")
      for word in ["body", "text", "source", name] {
        #expect(result.standardError.contains(word), "\(word): \(result)")
      }
    }

    @Test(arguments: [("document", 2), ("paragraph", 4), ("line", 6)])
    func `plain text is a document a file, a paragraph or a line`(
      unit: String, count: Int
    ) async throws {
      let workspace = try Workspace(
        job: Workspace.job + "\ninput: { format: text, unit: \(unit) }\n")
      try workspace.directory.write("one\ntwo\n\nthree\n", to: "in/a.txt")
      try workspace.directory.write("four\n\n\nfive\nsix", to: "in/b.txt")
      let result = try await workspace.run(["in"])
      #expect(result.status == .exited(0), "\(result)")
      #expect(try workspace.report().summary().documents.kept == count)
      #expect(try workspace.report().summary().terms == 6)
    }

    @Test func `a command stage changes and rejects documents`() async throws {
      let job = """
        name: acceptance
        stages:
          - command: { run: [python3, filter.py] }
          - normalize
          - terms
        """
      let workspace = try Workspace(job: job)
      try workspace.directory.write(
        """
        import json, sys
        for line in sys.stdin:
            document = json.loads(line)
            answer = {"n": document["n"]}
            if "drop" in document["text"]:
                answer["reject"] = "unwanted"
            else:
                answer["text"] = document["text"].replace("old", "new")
            print(json.dumps(answer), flush=True)
        """, to: "filter.py")
      var corpus = CorpusFixture()
      corpus.add(["old", "story"])
      corpus.add(["drop", "this"])
      corpus.add(["story", "two"])
      let name = try await corpus.write("news.jsonl", in: workspace.directory)
      let result = try await workspace.run([name])
      #expect(result.status == .exited(0), "\(result)")
      let documents = try workspace.report().summary().documents
      #expect(documents == Report.Summary.Documents(read: 3, kept: 2, rejected: 1))
      let terms = try workspace.report().table("terms.tsv").column("term")
      #expect(terms == ["story", "new", "two"])
    }
  }
}
