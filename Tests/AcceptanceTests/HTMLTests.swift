import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// HTML pages in whole runs.
  @Suite struct HTMLTests {
    private static func job(_ first: String) -> String {
      "name: html\nstages:\n  - \(first)\n  - normalize\n  - dedupe: { kind: exact }\n  - terms\n  - lengths\n"
    }

    /// Every tenth story stands in a page, dressed differently each time; every fifteenth holds nothing.
    private static func corpus(_ count: Int) -> String {
      (0..<count).map { index in
        let sentence = "Story \(index) tells of a bridge that was built over the river."
        let text =
          switch index {
          case _ where index % 15 == 7: "<nav class=n\(index)>Menu</nav>"
          case _ where index % 10 == 0:
            "<html lang=fr><nav>Furniture\(index)</nav><p class=a\(index)>\(sentence)</p></html>"
          default: sentence
          }
        return "{\"id\":\"\(index)\",\"text\":\"\(text)\"}\n"
      }.joined()
    }

    @Test func `pages give their articles, and empty pages are rejected by name`() async throws {
      let workspace = try Workspace(job: Self.job("html"))
      try workspace.directory.write(Self.corpus(300), to: "news.jsonl")
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      #expect(!result.standardError.contains("markup"))
      let report = workspace.report()
      let summary = try report.summary()
      #expect(summary.documents == .init(read: 300, kept: 280, rejected: 20))
      #expect(summary.warnings == nil)
      let books = try report.table("ledger.tsv").records.first { $0["stage"] == "html" }
      #expect(books?["reasons"]?.contains("no-article") == true, "\(books ?? [:])")
      let terms = try report.table("terms.tsv").records
      #expect(terms.first { $0["term"] == "bridge" }?["documents"] == "280")
      #expect(!terms.contains { ($0["term"] ?? "").hasPrefix("furniture") || $0["term"] == "nav" })
      let french = try report.table("lengths.tsv").records.first { $0["value"] == "fr" }
      #expect(french?["documents"] == "30")
    }

    @Test func `markup without the stage is warned of once, however the work is cut`() async throws
    {
      let workspace = try Workspace(job: Self.job("command: { run: [sed, -u, 's/.*/{}/'] }"))
      try workspace.directory.write(Self.corpus(300), to: "news.jsonl")
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      let warnings = result.standardError.split(separator: "\n").filter { $0.contains("markup") }
      #expect(warnings.count == 1 && warnings.first?.hasPrefix("warning: 50 documents") == true)
      #expect(try workspace.report().summary().warnings?.count == 1)
      #expect(try workspace.report().summary().warnings?.first?.hasPrefix("50 documents") == true)
      try expectSame(
        try await workspace.fresh(["news.jsonl"], ["--workers", "3", "--shard-size", "2KiB"]),
        workspace.report())
      // A run that has nothing left to do says so as well.
      #expect(try await workspace.run(["news.jsonl"]).standardError.contains("50 documents"))
    }

    @Test func `a program that cleans the texts makes the warning go`() async throws {
      let script = """
        import json, re, sys
        for line in sys.stdin:
            document = json.loads(line)
            text = re.sub("<[^>]*>", " ", document["text"])
            print(json.dumps({"n": document["n"], "text": text}), flush=True)
        """
      let workspace = try Workspace(job: Self.job("command: { run: [python3, clean.py] }"))
      try workspace.directory.write(script, to: "clean.py")
      try workspace.directory.write(Self.corpus(60), to: "news.jsonl")
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0) && !result.standardError.contains("markup"), "\(result)")
      #expect(try workspace.report().summary().warnings == nil)
    }

    @Test func `articles of real pages are found as well as the best tools do`() async throws {
      guard let data = SharedData.path("boilerplate") else { return }
      let script = SharedData.package.path + "/Scripts/evaluate-html"
      let directory = try TemporaryDirectory()
      let result = try await RunningCommand.start(
        "/usr/bin/env", ["python3", script, data],
        in: directory.path, environment: ["WARRAQ_BINARY": Warraq.binary],
        input: "/dev/null"
      ).wait(timeout: .seconds(300))
      #expect(result.status == .exited(0), "\(result)")
      // The F1 of 4-grams and of words; trafilatura 2.3.1 reaches 0.953 and 0.957 on the first set.
      for (pages, least) in [("181 of the", 0.96), ("3 in Arabic", 0.94)] {
        let row = result.standardOutput.split(separator: "\n").first {
          $0.contains(pages) && $0.contains("| warraq |")
        }
        let figures = try #require(row).split(separator: "|").compactMap {
          Double($0.trimmingCharacters(in: .whitespaces))
        }
        #expect(figures.count == 6 && figures[0] >= least && figures[3] >= least, "\(result)")
      }
    }
  }
}
