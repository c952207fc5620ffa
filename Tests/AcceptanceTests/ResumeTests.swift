import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// A finished run that is run again under other circumstances says what a new one would say.
  @Suite struct ResumeTests {
    private func corpus(_ workspace: Workspace) async throws -> (CorpusFixture, [String]) {
      let corpus = CorpusFixture.stories(120, copyEvery: 4)
      let inputs = try await corpus.write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      #expect(try await workspace.run(inputs).status == .exited(0))
      return (corpus, inputs)
    }

    @Test func `without inputs those of the run are looked at again`() async throws {
      let workspace = try Workspace()
      let (corpus, _) = try await corpus(workspace)
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run([]).status == .exited(0))
      #expect(TaskStamps(in: workspace).phasesRun(since: before) == [])
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `another shard size or number of workers reruns nothing`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let before = TaskStamps(in: workspace)
      let result = try await workspace.run(inputs, ["--workers", "4", "--shard-size", "2KiB"])
      #expect(result.status == .exited(0), "\(result)")
      #expect(TaskStamps(in: workspace).phasesRun(since: before) == [])
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `another shard size is said to hold for new inputs only`() async throws {
      let workspace = try Workspace()
      let input = try await CorpusFixture.stories(60).write("a.jsonl", in: workspace.directory)
      #expect(try await workspace.run([input], ["--shard-size", "4KiB"]).status == .exited(0))
      try workspace.directory.write("{\"text\": \"one more\"}\n", to: "more.jsonl")
      let warning =
        "warning: inputs that are planned already (1) keep their shards of 4096 bytes; only new "
        + "inputs get shards of 2048."

      for inputs in [[input], [input, "more.jsonl"]] {
        let other = try await workspace.run(inputs, ["--shard-size", "2KiB"])
        #expect(other.status == .exited(0), "\(other)")
        #expect(other.standardError.contains(warning), "\(other)")
      }
      let json = try await workspace.run([input], ["--shard-size", "2KiB", "--json"])
      let event = json.standardOutput.split(separator: "\n").first
      #expect(event?.contains(#""event":"warning""#) == true, "\(json)")
      for same in [["--shard-size", "4KiB"], []] {
        let result = try await workspace.run([input], same)
        #expect(!result.standardError.contains("warning"), "\(result)")
      }
    }

    @Test func `an input taken away`() async throws {
      let workspace = try Workspace()
      let (_, inputs) = try await corpus(workspace)
      let rest = Array(inputs.dropFirst())
      #expect(try await workspace.run(rest).status == .exited(0))
      try expectSame(workspace.report(), try await workspace.fresh(rest))
    }

    @Test func `inputs in another order`() async throws {
      let workspace = try Workspace()
      let (_, inputs) = try await corpus(workspace)
      let order = [inputs[2], inputs[0], inputs[1]]
      #expect(try await workspace.run(order).status == .exited(0))
      try expectSame(workspace.report(), try await workspace.fresh(order))
    }

    @Test func `an input renamed costs no map work`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let before = TaskStamps(in: workspace)
      try FileManager.default.moveItem(
        atPath: workspace.directory.file(inputs[1]), toPath: workspace.directory.file("renamed"))
      let result = try await workspace.run([inputs[0], "renamed", inputs[2]])
      #expect(result.status == .exited(0), "\(result)")
      #expect(TaskStamps(in: workspace).phasesRun(since: before) == [])
      try expectTruth(workspace.report(), corpus)
    }

    @Test(arguments: [false, true]) func `an output that was lost or damaged is made again`(
      damaged: Bool
    ) async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let files = SharedData.files(below: workspace.directory.file("run/data/count"))
      let file = try #require(files.first { $0.hasSuffix("terms.rows") })
      if damaged {
        var bytes = [UInt8](try Data(contentsOf: URL(fileURLWithPath: file)))
        bytes[bytes.count / 2] ^= 0x40
        try Data(bytes).write(to: URL(fileURLWithPath: file))
      } else {
        try FileManager.default.removeItem(atPath: file)
      }
      // What is not looked at is not noticed: the merge must have something to do.
      try workspace.directory.write(
        Workspace.job.replacing("minimumCount: 1", with: "minimumCount: 2"), to: "job.yml")
      let result = try await workspace.run(inputs, ["--verify"])
      #expect(result.status == .exited(0), "\(result)")
      try workspace.directory.write(Workspace.job, to: "job.yml")
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `a run directory can be moved`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let stamps = TaskStamps(in: workspace)
      try FileManager.default.moveItem(
        atPath: workspace.directory.file("run"), toPath: workspace.directory.file("moved"))
      #expect(try await workspace.run(inputs, run: "moved").status == .exited(0))
      #expect(TaskStamps(run: "moved", in: workspace).phasesRun(since: stamps) == [])
      try expectTruth(workspace.report("moved"), corpus)
    }
  }
}
