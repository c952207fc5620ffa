import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// Site furniture in whole runs.
  @Suite struct ChromeTests {
    static let job = """
      name: chrome
      stages:
        - normalize
        - chrome: { seeds: false }
        - dedupe: { kind: exact }
        - dedupe: { kind: near, threshold: 0.7 }
        - terms
        - lengths
      """

    /// Pages of three papers, each with furniture of its own and bylines that recur as often. Every tenth
    /// story stands in the next paper too, dressed as that paper dresses its pages.
    private static func pages(_ count: Int, from first: Int = 0) -> String {
      (first..<first + count).map { index in
        let paper = index % 3
        let story = (index % 10 == 9 ? index - 1 : index)
        let words = (0..<40).map { "w\(story)x\($0)" }.joined(separator: " ")
        let lines = [
          "Headline of story \(story)", "By Jane Doe", "Headline of story \(story)", words + ".",
          "Only in paper \(paper)", "اعلان دائم في صحيفة \(paper)",
        ]
        return
          "{\"id\":\"p\(index)\",\"url\":\"https://paper\(paper).example/\(index)\","
          + "\"title\":\"Headline of story \(story)\",\"text\":\"\(lines.joined(separator: "\\n"))\"}"
      }.joined(separator: "\n") + "\n"
    }

    @Test func `furniture is learnt by source, and what is dressed differently is found alike`()
      async throws
    {
      let workspace = try Workspace(job: Self.job)
      try workspace.directory.write(Self.pages(300), to: "all.jsonl")
      let reference = try await workspace.fresh(["all.jsonl"], ["--workers", "1"])
      let learnt = try reference.table("chrome.tsv").rows
      #expect(learnt.count == 6, "\(learnt)")
      #expect(
        learnt.first == ["paper0.example", "Only in paper 0", "100", "1.0000"])
      let headlines = try reference.table("headlines.tsv")
      #expect(headlines.columns == ["source", "line", "documents"])
      #expect(headlines.rows.first == ["paper0.example", "Headline of story 0", "1"])
      let folded = try headlines.column("documents").compactMap(Int.init).reduce(0, +)
      #expect(folded == 300)
      let terms = try reference.table("terms.tsv").column("term")
      #expect(!terms.contains("دائم") && terms.contains("jane") && terms.contains("headline"))
      #expect(try reference.summary().documents.duplicate == 30)
      try expectSame(
        try await workspace.fresh(["all.jsonl"], ["--workers", "3", "--shard-size", "4KiB"]),
        reference)
      let faults = try workspace.faults(
        "before-publish:read-chrome:*:kill,before-publish:decide-chrome-2:*:kill")
      let killed = try await workspace.run(
        ["all.jsonl"], run: "killed", ["--shard-size", "16KiB"], environment: faults)
      #expect(
        killed.status == .exited(0) && workspace.struck.count >= 2, "\(workspace.struck) \(killed)")
      try expectSame(workspace.report("killed"), reference)
    }

    @Test func `an added input reads again only shards whose furniture changed`() async throws {
      let workspace = try Workspace(job: Self.job)
      // Thirty pages of three papers are too few to learn from, and the other files hold none of them.
      try workspace.directory.write(Self.pages(30), to: "few.jsonl")
      try workspace.directory.write(
        Self.pages(200, from: 1_000).replacingOccurrences(of: "paper", with: "other"),
        to: "other.jsonl")
      try workspace.directory.write(Self.pages(60, from: 30), to: "more.jsonl")
      let size = ["--shard-size", "64KiB"]
      let result = try await workspace.run(["few.jsonl", "other.jsonl"], size)
      #expect(result.status == .exited(0), "\(result)")
      let before = TaskStamps(in: workspace)
      let inputs = ["few.jsonl", "other.jsonl", "more.jsonl"]
      #expect(try await workspace.run(inputs, size).status == .exited(0))
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      let after = TaskStamps(in: workspace)
      #expect(after.run("read-chrome", since: before) == ["00003"])
      #expect(after.run("count", since: before) == ["00000", "00003"])
    }

    @Test
    func `chrome.tsv counts every page that lost a line, also one that holds it in its middle too`()
      async throws
    {
      let workspace = try Workspace(
        job: """
          name: middle
          stages:
            - normalize
            - chrome: { edge: 2, seeds: false }
            - terms
          """)
      let pages = (0..<40).map { index in
        let story = (0..<8).map { "line \($0) of story \(index)" }
        // Half of the pages hold the line in their middle as well.
        let middle = index % 2 == 0 ? ["stay tuned friends"] : []
        let lines = story[..<4] + middle + story[4...] + ["stay tuned friends"]
        return "{\"source\":\"s\",\"text\":\"\(lines.joined(separator: "\\n"))\"}"
      }
      try workspace.directory.write(pages.joined(separator: "\n") + "\n", to: "all.jsonl")
      #expect(try await workspace.run(["all.jsonl"]).status == .exited(0))
      #expect(
        try workspace.report().table("chrome.tsv").rows
          == [["s", "stay tuned friends", "40", "1.0000"]])
      let terms = try workspace.report().table("terms.tsv").records
      #expect(terms.first { $0["term"] == "tuned" }?["count"] == "20", "those in the middle stay")
    }

    @Test func `patterns of a file go or stay, and a changed file is noticed`() async throws {
      let workspace = try Workspace(
        job: """
          name: patterns
          stages:
            - normalize
            - chrome: { patterns: lines.txt }
            - terms
          """)
      try workspace.directory.write("# ours\nour motto*\n!read more\n", to: "lines.txt")
      try workspace.directory.write(
        "{\"text\":\"Our motto: ever on\\nthe text\\nRead more\\nAll rights reserved\"}\n",
        to: "one.jsonl")
      #expect(try await workspace.run(["one.jsonl"]).status == .exited(0))
      #expect(
        try workspace.report().table("terms.tsv").column("term").sorted()
          == ["more", "read", "text", "the"])
      #expect(
        try workspace.report().table("chrome.tsv").rows == [
          ["", "All rights reserved", "1", "1.0000"], ["", "Our motto: ever on", "1", "1.0000"],
        ])
      try workspace.directory.write("!our motto*\n", to: "lines.txt")
      #expect(try await workspace.run(["one.jsonl"]).status == .exited(0))
      #expect(try workspace.report().table("terms.tsv").column("term").contains("motto"))
    }

    @Test func `an excluded headline stays however often it comes`() async throws {
      let workspace = try Workspace(
        job: """
          name: excluded
          stages:
            - normalize
            - chrome: { patterns: lines.txt }
            - terms
          """)
      try workspace.directory.write("!the song of the day*\n", to: "lines.txt")
      try workspace.directory.write(
        #"{"title":"The song of the day","text":"The song of the day\nwords\nThe song of the day"}"#
          + "\n" + #"{"text":"The song of the day\nother\nThe song of the day"}"# + "\n",
        to: "one.jsonl")
      #expect(try await workspace.run(["one.jsonl"]).status == .exited(0))
      let terms = try workspace.report().table("terms.tsv").records
      #expect(terms.first { $0["term"] == "song" }?["count"] == "4")
      #expect(try workspace.report().table("headlines.tsv").rows.isEmpty)
    }

    @Test func `a pattern that matches nothing is refused, and a # within one is no comment`()
      async throws
    {
      let workspace = try Workspace(
        job: """
          name: bad
          stages:
            - chrome: { patterns: lines.txt }
            - terms
          """)
      try workspace.directory.write("#\n---  # nothing\n", to: "lines.txt")
      try workspace.directory.write("{\"text\":\"Follow us on c#2\\nthe text\"}\n", to: "one.jsonl")
      let refused = try await workspace.run(["one.jsonl"])
      #expect(refused.status == .exited(2), "\(refused)")
      #expect(refused.standardError.contains("'---' matches no line"), "\(refused)")
      try workspace.directory.write("follow us on c#2 # ours\n", to: "lines.txt")
      #expect(try await workspace.run(["one.jsonl"]).status == .exited(0))
      #expect(
        try workspace.report().table("terms.tsv").column("term").sorted() == ["text", "the"])
    }

    @Test func `the page that started it loses its furniture and its second headline alone`()
      async throws
    {
      guard let page = SharedData.path("pages/ar-news-page.txt") else { return }
      let workspace = try Workspace(
        job: """
          name: page
          input: { format: text, unit: document }
          stages:
            - normalize
            - chrome
            - command: { run: [python3, save.py] }
            - terms
          """)
      try workspace.directory.write(
        """
        import json, os, sys
        for line in sys.stdin:
          with open(os.environ["SAVED"], "w") as saved: saved.write(json.loads(line)["text"])
          print("{}", flush=True)
        """, to: "save.py")
      let saved = workspace.directory.file("saved.txt")
      let result = try await workspace.run([page], environment: ["SAVED": saved])
      #expect(result.status == .exited(0), "\(result)")
      let lines = try String(contentsOfFile: page, encoding: .utf8).split(separator: "\n")
      #expect(
        try String(contentsOfFile: saved, encoding: .utf8).split(separator: "\n")
          == Array(lines[..<5]))
      #expect(try workspace.report().table("chrome.tsv").column("line").count == 2)
    }
  }
}
