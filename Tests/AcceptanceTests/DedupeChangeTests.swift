import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// Whatever changes on a run that takes duplicates out, it ends as a run from scratch does.
  @Suite struct DedupeChangeTests {
    private func inputs(
      _ workspace: Workspace, parts: Int = 3, of corpus: CorpusFixture = DedupeJob.corpus()
    ) async throws -> [String] {
      try await corpus.write(parts: parts, "part", codecs: [.zstd], in: workspace.directory)
    }

    private func expectRuns(
      _ workspace: Workspace, _ inputs: [String], _ arguments: [String] = [],
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws {
      let result = try await workspace.run(inputs, arguments)
      #expect(result.status == .exited(0), "\(result)", sourceLocation: sourceLocation)
    }

    @Test(arguments: DedupeJob.allCases)
    func `a rerun never makes a document a duplicate of itself`(job: DedupeJob) async throws {
      let workspace = try Workspace(job: job.text)
      try await expectRuns(workspace, try await inputs(workspace))
      try job.expectSense(workspace.report())
      let before = try workspace.report().contents()
      for shard in ["0", "2", "0"] {
        let rerun = try await Warraq.run(
          ["rerun", "run", "--shard", shard], in: workspace.directory)
        #expect(rerun.status == .exited(0), "\(rerun)")
        #expect(try workspace.report().contents() == before)
      }
    }

    @Test(arguments: DedupeJob.allCases, [0, 2])
    func `an input added in front of a finished run, or behind it`(
      job: DedupeJob, position: Int
    ) async throws {
      let workspace = try Workspace(job: job.text)
      let all = try await inputs(workspace)
      var some = all
      some.remove(at: position)
      try await expectRuns(workspace, some)
      let before = TaskStamps(in: workspace)
      try await expectRuns(workspace, all)
      try job.expectSense(workspace.report())
      let fresh = try await workspace.fresh(all)
      try expectSame(workspace.report(), fresh)
      // The new input has the next number, wherever it stands.
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before) == ["00002"])

      let rerun = try await Warraq.run(["rerun", "run", "--shard", "2"], in: workspace.directory)
      #expect(rerun.status == .exited(0), "\(rerun)")
      try expectSame(workspace.report(), fresh)
    }

    @Test(arguments: DedupeJob.allCases, ["one.jsonl", "copy.jsonl"])
    func `the same file given twice, or a copy of it, adds no story`(
      job: DedupeJob, second: String
    ) async throws {
      let workspace = try Workspace(job: job.text)
      let corpus = DedupeJob.corpus()
      for name in ["one.jsonl", "copy.jsonl"] {
        try await corpus.write(name, in: workspace.directory)
      }
      let stories = { (report: Report) in
        try report.table("terms.tsv").records.map { [$0["term"], $0["count"], $0["documents"]] }
      }
      let alone = try await workspace.fresh(["one.jsonl"])
      try await expectRuns(workspace, ["one.jsonl"])
      try await expectRuns(workspace, ["one.jsonl", second])
      let report = workspace.report()
      try job.expectSense(report)
      #expect(try stories(report) == stories(alone))
      let (documents, single) = (try report.summary().documents, try alone.summary().documents)
      #expect(documents.read == 2 * corpus.records.count && documents.kept == single.kept)
      try expectSame(report, try await workspace.fresh(["one.jsonl", second]))
    }

    @Test(arguments: DedupeJob.allCases)
    func `outputs that were deleted are made again`(job: DedupeJob) async throws {
      let workspace = try Workspace(job: job.text)
      let inputs = try await inputs(workspace)
      try await expectRuns(workspace, Array(inputs.dropLast()))
      for phase in workspace.directory.list("run/data") {
        try FileManager.default.removeItem(atPath: workspace.directory.file("run/data/" + phase))
      }
      try FileManager.default.removeItem(atPath: workspace.directory.file("run/report"))
      try await expectRuns(workspace, inputs)
      try job.expectSense(workspace.report())
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test(arguments: DedupeJob.allCases)
    func `an input's content changed, same name`(job: DedupeJob) async throws {
      let workspace = try Workspace(job: job.text)
      let corpus = DedupeJob.corpus()
      let inputs = try await inputs(workspace, of: corpus)
      try await expectRuns(workspace, inputs)
      let before = TaskStamps(in: workspace)
      // Stories that others repeat are gone, and copies of the first ones have come.
      try await corpus.write(
        0..<30, inputs[1].replacing(".zst", with: ""), codec: .zstd,
        in: workspace.directory)
      try await expectRuns(workspace, inputs)
      try job.expectSense(workspace.report())
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before).count == 1)
    }

    @Test func `a stage's option changed, and the dedupe before it stands`() async throws {
      let workspace = try Workspace(job: DedupeJob.all.text)
      let inputs = try await inputs(workspace)
      try await expectRuns(workspace, inputs)
      let before = TaskStamps(in: workspace)
      try workspace.directory.write(
        DedupeJob.all.text.replacing("kind: lines", with: "kind: lines, minimumTokens: 20"),
        to: "job.yml")
      try await expectRuns(workspace, inputs)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      let ran = TaskStamps(in: workspace).phasesRun(since: before)
      #expect(ran.contains("read-dedupe-3") && ran.contains("count"), "\(ran)")
      let behind = ["dedupe-3", "dedupe-4", "count", "merge", "report"]
      #expect(ran.allSatisfy { phase in behind.contains { phase.contains($0) } }, "\(ran)")
    }

    @Test func `truncated shard repaired and rerun in a four-stage dedupe`() async throws {
      let workspace = try Workspace(job: DedupeJob.all.text)
      let corpus = DedupeJob.corpus(120)
      let third = corpus.records.count / 3
      // Many frames, so that something is whole before the cut.
      var inputs: [String] = []
      for part in 0..<3 {
        inputs.append(
          try await corpus.write(
            part * third..<(part + 1) * third, "part-\(part).jsonl", codec: .zstd, frames: 5,
            in: workspace.directory))
      }
      let whole = try workspace.directory.read(inputs[1])
      try workspace.directory.write(Array(whole[..<(whole.count / 2)]), to: inputs[1])
      let cut = try await workspace.run(inputs)
      #expect(cut.status == .exited(3), "\(cut)")
      let before = TaskStamps(in: workspace)

      try workspace.directory.write(whole, to: inputs[1])
      try await expectRuns(workspace, inputs)
      try DedupeJob.all.expectSense(workspace.report())
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before).count == 1)
    }
  }
}
