import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// External programs as stages of a whole run.
  @Suite struct ProgramTests {
    private func workspace(_ stages: String, program: String) throws -> Workspace {
      let workspace = try Workspace(job: "name: program\nstages:\n" + stages)
      try workspace.directory.write(program, to: "program.py")
      let lines = (0..<40).map { "{\"id\":\"d\($0)\",\"text\":\"Résumé ٱللَّه word\($0)\"}" }
      try workspace.directory.write(lines.joined(separator: "\n") + "\n", to: "news.jsonl")
      return workspace
    }

    private static let stages = """
        - normalize
        - command: { run: [python3, program.py] }
        - terms
      """

    @Test func `a text that a program changes behind normalize is counted normalised`()
      async throws
    {
      let program = """
        import json, sys
        for line in sys.stdin:
          d = json.loads(line)
          print(json.dumps({"n": d["n"], "text": d["text"] + " Résumé"}), flush=True)
        """
      let workspace = try workspace(Self.stages, program: program)
      let result = try await workspace.run(["news.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      let terms = try workspace.report().table("terms.tsv").records.prefix(2).map {
        [$0["term"] ?? "", $0["count"] ?? ""]
      }
      #expect(terms == [["résumé", "80"], ["الله", "40"]])
    }

    @Test func `a story that a program rejects behind dedupe is gone with its reprints`()
      async throws
    {
      let program = """
        import json, sys
        for line in sys.stdin:
          d = json.loads(line)
          answer = {"reject": "advertisement"} if "word7" in d["text"].split() else {}
          print(json.dumps({"n": d["n"], **answer}), flush=True)
        """
      let stages = Self.stages.replacing("- normalize", with: "- normalize\n  - dedupe")
      let workspace = try workspace(stages, program: program)
      let reprints = [7, 7, 8].map { "{\"text\":\"Résumé ٱللَّه word\($0)\"}" }
      try workspace.directory.write(reprints.joined(separator: "\n") + "\n", to: "more.jsonl")
      let result = try await workspace.run(["news.jsonl", "more.jsonl"])
      #expect(result.status == .exited(0), "\(result)")

      let terms = try workspace.report().table("terms.tsv").records
      func row(_ term: String) -> [String?]? {
        terms.first { $0["term"] == term }.map { [$0["count"], $0["publications"]] }
      }
      #expect(row("word7") == nil)
      #expect(row("word8") == ["1", "2"])
      #expect(row("الله") == ["39", "40"])
      let documents = try workspace.report().summary().documents
      #expect(documents == .init(read: 43, kept: 39, rejected: 1, duplicate: 3))
    }

    @Test func `a program that says one line too many fails the run`() async throws {
      let program = """
        import sys
        print("{}", flush=True)
        for line in sys.stdin:
          print("{}", flush=True)
        """
      let workspace = try workspace(Self.stages, program: program)
      let result = try await workspace.run(["news.jsonl"], ["--workers", "1"])
      #expect(result.status == .exited(1), "\(result)")
      // Whether the surplus is seen at once or at the end is a matter of time; that it is seen is not.
      let words = ["more lines", "failed on each of the first"]
      #expect(words.contains { result.standardError.contains($0) })
    }

    @Test func `a program that ends on every document fails the run instead of emptying it`()
      async throws
    {
      let program = """
        import sys
        for line in sys.stdin:
          sys.exit(3)
        """
      let workspace = try workspace(Self.stages, program: program)
      let more = (0..<60).map { "{\"text\":\"word\($0)\"}" }.joined(separator: "\n")
      try workspace.directory.write(more, to: "more.jsonl")
      let result = try await workspace.run(
        ["more.jsonl"], ["--workers", "1", "--shard-size", "1MiB"])
      #expect(result.status == .exited(1), "\(result)")
      #expect(result.standardError.contains("failed on each of the first"))
    }

    @Test func `stop words that change while the run is at work are noticed`() async throws {
      // Changes them once, in the middle of the task that has read them.
      let program = """
        import os, sys
        words = os.path.join(os.path.dirname(sys.argv[0]), "stop.txt")
        for line in sys.stdin:
          if open(words).read() == "word1\\n":
            with open(words, "w") as file: file.write("word2\\n")
          print("{}", flush=True)
        """
      let stages = Self.stages.replacing("- terms", with: "- terms: { stopWords: [stop.txt] }")
      let workspace = try workspace(stages, program: program)
      try workspace.directory.write("word1\n", to: "stop.txt")
      let result = try await workspace.run(["news.jsonl"], ["--workers", "1"])
      #expect(result.status == .exited(1), "\(result)")
      #expect(result.standardError.contains("stop.txt, which the stage terms reads"), "\(result)")

      let again = try await workspace.run(["news.jsonl"], ["--workers", "1"])
      #expect(again.status == .exited(0), "\(again)")
      let terms = try workspace.report().table("terms.tsv").column("term")
      #expect(terms.contains("word1") && !terms.contains("word2"))
    }

    @Test func `a program that hangs does not outlive a run that is interrupted`() async throws {
      let marker = "warraq-test-\(UUID().uuidString)"
      let program = """
        import sys, time
        sys.stdin.close()
        time.sleep(600)
        """
      let job = """
            - normalize
            - command: { run: [python3, program.py, \(marker)] }
            - terms
        """
      let workspace = try workspace(job, program: program)
      let running = try await workspace.start(["news.jsonl"], ["--workers", "1"])
      func programs() -> [Int32] {
        ProcessTree.all().filter { $0.arguments.contains(marker) }.map(\.processIdentifier)
      }
      #expect(try await eventually { programs().first } != nil, "the program runs")
      running.send(SIGINT)
      let result = try await running.wait()
      #expect(result.status == .exited(130), "\(result)")
      #expect(try await eventually { programs().isEmpty ? true : nil } == true, "it is gone")
    }
  }
}
