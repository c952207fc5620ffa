import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// What the commands promise on the command line.
  @Suite struct CommandTests {
    @Test func `a wrong job file is refused with every mistake at its place`() async throws {
      let workspace = try Workspace(
        job: "name: x\nstages:\n  - normalise\n  - terms: { minimumCount: 0 }\n")
      for arguments in [["validate", "job.yml"], ["run", "job.yml", "in", "--run", "run"]] {
        let result = try await Warraq.run(arguments, in: workspace.directory)
        #expect(result.status == .exited(2), "\(result)")
        #expect(result.standardError.contains("job.yml:3:5: unknown stage \"normalise\""))
        #expect(result.standardError.contains("job.yml:4:28: minimumCount must be"))
      }
      #expect(workspace.directory.list("run") == [])
    }

    @Test func `a right job file is printed with every default`() async throws {
      let workspace = try Workspace()
      let result = try await Warraq.run(["validate", "job.yml"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      #expect(result.standardOutput.contains("maximumRecord: 67108864"))
      try workspace.directory.write(result.standardOutput, to: "again.yml")
      let again = try await Warraq.run(["validate", "again.yml"], in: workspace.directory)
      #expect(again.standardOutput == result.standardOutput)
    }

    @Test(arguments: [
      ["run"], ["run", "job.yml", "--run", "r", "--workers", "0"], ["nonsense"],
      ["run", "job.yml", "--run", "r", "--shard-size", "big"], ["status", "nowhere"],
      ["run", "missing.yml", "x", "--run", "r"], ["rerun", "nowhere", "--shard", "1"],
    ])
    func `wrong usage is exit status 2 with a message`(arguments: [String]) async throws {
      let workspace = try Workspace()
      let result = try await Warraq.run(arguments, in: workspace.directory)
      #expect(result.status == .exited(2), "\(result)")
      #expect(!result.standardError.isEmpty)
    }

    @Test func `terms prints the top terms without a job file`() async throws {
      let directory = try TemporaryDirectory()
      let corpus = CorpusFixture.stories(50, copyEvery: 5)
      let input = try await corpus.write("news.jsonl", codec: .xz, in: directory)
      let result = try await Warraq.run(["terms", input, "--top", "5"], in: directory)
      #expect(result.status == .exited(0), "\(result)")
      let lines = result.standardOutput.split(separator: "\n")
      for term in corpus.terms.prefix(5) {
        let line = lines.first { $0.split { " \t".contains($0) }.contains(Substring(term.term)) }
        #expect(line?.contains("\(term.count)") == true, "\(term) in \(result)")
      }
      #expect(!result.standardOutput.contains(corpus.terms[7].term))
    }

    @Test func `folders, patterns and standard input are inputs`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(60, copyEvery: 6)
      let names = try await corpus.write(parts: 3, "in/part", in: workspace.directory)
      let reference = try await workspace.fresh(names)
      try expectTruth(reference, corpus)
      try expectSame(try await workspace.fresh(["in"]), reference)
      try expectSame(try await workspace.fresh(["in/*.jsonl*"]), reference)

      let whole = try await corpus.write("all.jsonl", codec: .bzip2, in: workspace.directory)
      let piped = try await Warraq.run(
        ["run", "job.yml", "-", "--run", "piped"], in: workspace.directory,
        input: workspace.directory.file(whole))
      #expect(piped.status == .exited(0), "\(piped)")
      try expectSame(workspace.report("piped"), reference)
    }

    @Test func `status shows the books by input and by shard`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(60)
      let names = try await corpus.write(
        parts: 2, "part", codecs: [.plain], in: workspace.directory)
      #expect(try await workspace.run(names).status == .exited(0))
      let result = try await Warraq.run(["status", "run", "--ledger"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      for name in names { #expect(result.standardOutput.contains(name)) }
      let totals = result.standardOutput.split(separator: "\n").first { $0.hasPrefix("total") }
      #expect(totals?.split(separator: " ").prefix(3) == ["total", "60", "60"], "\(result)")
      let json = try await Warraq.run(["status", "run", "--json"], in: workspace.directory)
      #expect(json.status == .exited(0))
      #expect(json.standardOutput.contains(try workspace.report().summary().root))
    }

    @Test func `plan says what a run would do and does nothing`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(60)
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      let result = try await Warraq.run(["plan", "job.yml", input], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      #expect(result.standardOutput.contains("count"))
      #expect(workspace.directory.list() == ["job.yml", input].sorted())
    }

    @Test func `plan shows the bands of near dedupe and how likely pairs become candidates`()
      async throws
    {
      let workspace = try Workspace(
        job: """
          name: near
          stages:
            - normalize
            - dedupe: { kind: exact }
            - dedupe: { kind: near, threshold: 0.7 }
          """)
      let input = try await CorpusFixture.stories(20).write("a.jsonl", in: workspace.directory)
      let text = try await Warraq.run(["plan", "job.yml", input], in: workspace.directory)
      let lines = text.standardOutput.split(separator: "\n")
      #expect(lines.contains("dedupe-2: bands of a sketch: 14 of 3 rows"), "\(text)")
      #expect(lines.last?.split(separator: " ").first == "1.0")

      let json = try await Warraq.run(
        ["plan", "job.yml", input, "--json"], in: workspace.directory)
      let plan = try JSONDecoder().decode(Plan.self, from: Data(json.standardOutput.utf8))
      #expect(plan.notes.map(\.stage) == ["dedupe-2"])
      let note = try #require(plan.notes.first?.notes.first)
      #expect(note.columns == ["jaccard", "candidates"])
      #expect(note.rows.map { $0[0] }.prefix(2) == ["0.1", "0.2"] && note.rows.count == 10)
      // 1 - (1 - 0.5^3)^14, and at the threshold at most one pair in 300 is missed.
      #expect(note.rows[4][1] == "84.58 %" && note.rows[6][1] == "99.72 %", "\(note.rows)")
    }

    /// What `plan --json` says of stages.
    private struct Plan: Decodable {
      struct Stage: Decodable {
        var stage: String
        var notes: [Note]
      }
      struct Note: Decodable {
        var columns: [String]
        var rows: [[String]]
      }
      var notes: [Stage]
    }

    @Test(arguments: [
      ["plan", "job.yml", "job.yml", "--memory", "64MiB"],
      ["plan", "job.yml", "job.yml", "--verify"], ["plan", "job.yml", "job.yml", "--strict"],
      ["plan", "job.yml", "job.yml", "--stall-timeout", "9"],
    ])
    func `plan refuses flags that change nothing of it`(arguments: [String]) async throws {
      let workspace = try Workspace()
      let result = try await Warraq.run(arguments, in: workspace.directory)
      #expect(result.status == .exited(2), "\(result)")
      #expect(result.standardError.contains("Unknown option '\(arguments[3])'"), "\(result)")
    }

    @Test func `quarantine takes flags of a run with replay alone`() async throws {
      let workspace = try Workspace()
      let input = try await CorpusFixture.stories(10).write("news.jsonl", in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      for flag in [
        ["--workers", "1"], ["--shard-size", "1MiB"], ["--memory", "64MiB"], ["--strict"],
        ["--verify"], ["--stall-timeout", "60"],
      ] {
        let list = try await Warraq.run(["quarantine", "run"] + flag, in: workspace.directory)
        #expect(list.status == .exited(2), "\(list)")
        #expect(list.standardError.contains("\(flag[0]) says how --replay runs"), "\(list)")
      }
      let all = ["quarantine", "run", "--replay", "--workers", "1", "--memory", "64MiB", "--json"]
      let replay = try await Warraq.run(all, in: workspace.directory)
      #expect(replay.status == .exited(0), "\(replay)")
    }

    @Test func `stages lists every stage with its options`() async throws {
      let directory = try TemporaryDirectory()
      let result = try await Warraq.run(["stages"], in: directory)
      #expect(result.status == .exited(0))
      for word in ["normalize", "dedupe", "terms", "minimumCount", "lengths", "command"] {
        #expect(result.standardOutput.contains(word))
      }
    }

    @Test func `report covers what is there and says how much`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(80)
      let inputs = try await corpus.write(
        parts: 4, "part", codecs: [.zstd], in: workspace.directory)
      let broken = try await workspace.run(
        inputs, environment: workspace.faults("start:count:1:kill", once: false))
      #expect(broken.status != .exited(0), "\(broken)")
      let result = try await Warraq.run(["report", "run"], in: workspace.directory)
      #expect(result.status == .exited(3), "\(result)")
      let summary = try workspace.report().summary()
      #expect(summary.documents.kept == 60)
      #expect(summary.coverage < 1 && summary.coverage > 0.6)
      #expect((result.standardOutput + result.standardError).contains(inputs[1]))
    }
  }
}
