import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// Faults that were found once, each with what a user saw of it.
  @Suite struct RegressionTests {
    @Test func `an input that changes only in white space keeps its duplicates out`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(60, copyEvery: 3)
      let name = try await corpus.write("a.jsonl", in: workspace.directory)
      let text = try String(contentsOfFile: workspace.directory.file(name), encoding: .utf8)
      try workspace.directory.write(text, to: "b.jsonl")
      _ = try await workspace.run([name, "b.jsonl"])
      try workspace.directory.write(
        text.split(separator: "\n").map { $0 + " \n" }.joined(), to: "b.jsonl")
      let result = try await workspace.run([name, "b.jsonl"])
      #expect(result.status == .exited(0), "\(result)")
      try expectSame(workspace.report(), try await workspace.fresh([name, "b.jsonl"]))
    }

    @Test func `a run inside a folder that it reads is no input`() async throws {
      let workspace = try Workspace()
      try workspace.directory.write("{\"text\":\"one\"}\n", to: "in/a.jsonl")
      for _ in 0..<2 {
        let result = try await workspace.run(["in"], run: "in/run")
        #expect(result.status == .exited(0), "\(result)")
        #expect(try workspace.report("in/run").summary().documents.read == 1)
      }
    }

    @Test func `a link to its own folder counts no file twice`() async throws {
      let workspace = try Workspace()
      try workspace.directory.write("{\"text\":\"one\"}\n", to: "in/a.jsonl")
      try FileManager.default.createSymbolicLink(
        atPath: workspace.directory.file("in/loop"), withDestinationPath: ".")
      let result = try await workspace.run(["in"])
      #expect(result.status == .exited(0), "\(result)")
      #expect(try workspace.report().summary().documents.read == 1)
    }

    @Test func `standard input is read once, and refused a second time`() async throws {
      let workspace = try Workspace()
      let result = try await workspace.run(["-", "-"])
      #expect(result.status == .exited(2), "\(result)")
    }

    @Test func `a manifest that is damaged costs its task, not the run`() async throws {
      let workspace = try Workspace()
      let name = try await CorpusFixture.stories(60).write("a.jsonl", in: workspace.directory)
      _ = try await workspace.run([name])
      let before = try workspace.report().contents()
      let folder = "run/tasks/count/00000"
      let manifest = try #require(
        workspace.directory.list(folder).first { $0.hasPrefix("g1-") })
      try workspace.directory.write("{", to: folder + "/" + manifest)
      let result = try await workspace.run([name])
      #expect(result.status == .exited(0), "\(result)")
      #expect(try workspace.report().contents() == before)
    }

    @Test func `a rerun that was stopped is taken up by the next run`() async throws {
      let workspace = try Workspace()
      let name = try await CorpusFixture.stories(60).write("a.jsonl", in: workspace.directory)
      _ = try await workspace.run([name])
      let failed = try await Warraq.run(
        ["rerun", "run", "--shard", "0"], in: workspace.directory,
        environment: workspace.faults("before-publish:count:0:kill", once: false))
      #expect(failed.status == .exited(1), "\(failed)")
      let result = try await workspace.run([name])
      #expect(result.status == .exited(0), "\(result)")
      let explained = try await Warraq.run(["explain", "run"], in: workspace.directory)
      #expect(explained.standardOutput.contains("count/0: a rerun was asked for"), "\(explained)")
    }

    @Test func `an input that is gone after it was read still counts`() async throws {
      let workspace = try Workspace()
      let name = try await CorpusFixture.stories(60).write("a.jsonl", in: workspace.directory)
      _ = try await workspace.run([name])
      try FileManager.default.removeItem(atPath: workspace.directory.file(name))
      let result = try await Warraq.run(["report", "run"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      #expect(try workspace.report().summary().documents.read == 60)
    }
  }
}
