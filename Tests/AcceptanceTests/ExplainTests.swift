import Foundation
import Glibc
import Testing
import WarraqTestKit

extension Acceptance {
  /// `explain` looks and leaves no trace.
  @Suite struct ExplainTests {
    private func finished() async throws -> (Workspace, [String]) {
      let workspace = try Workspace()
      let inputs = try await CorpusFixture.stories(60, copyEvery: 5).write(
        parts: 2, "part", codecs: [.zstd], in: workspace.directory)
      #expect(try await workspace.run(inputs).status == .exited(0))
      return (workspace, inputs)
    }

    /// What `explain` says from the next run on; it must not have touched this one.
    private func explain(
      _ workspace: Workspace, _ arguments: [String] = [],
      sourceLocation: SourceLocation = #_sourceLocation
    ) async throws -> [Substring] {
      let before = try FileTree(workspace.directory.file("run"))
      let result = try await Warraq.run(["explain", "run"] + arguments, in: workspace.directory)
      let after = try FileTree(workspace.directory.file("run"))
      #expect(result.status == .exited(0), "\(result)", sourceLocation: sourceLocation)
      #expect(after.difference(from: before) == [], sourceLocation: sourceLocation)
      let lines = result.standardOutput.split(separator: "\n").map { $0.drop { $0 == " " } }
      return Array(lines.drop { !$0.contains("next run") && !$0.contains("at work") })
    }

    @Test func `a run to which nothing happened has nothing to do`() async throws {
      let (workspace, _) = try await finished()
      let lines = try await explain(workspace)
      #expect(lines == ["The next run has nothing to do: all keys are the same."])
    }

    @Test func `another job is compared, not adopted`() async throws {
      let (workspace, _) = try await finished()
      try workspace.directory.write(
        Workspace.job.replacing("minimumCount: 1", with: "minimumCount: 2"), to: "other.yml")
      let lines = try await explain(workspace, ["--job", "other.yml"])
      #expect(lines.contains("merge/0 merge/1: changed: stage terms"), "\(lines)")
      #expect(try await explain(workspace).first?.contains("nothing to do") == true)
    }

    @Test func `an input that changed would be read as shards of its own`() async throws {
      let (workspace, inputs) = try await finished()
      try await CorpusFixture.stories(30, seed: 7).write(
        "part-1.jsonl", codec: .zstd, in: workspace.directory)
      let before = TaskStamps(in: workspace)
      let lines = try await explain(workspace)
      let new = try #require(lines.first { $0.hasPrefix("read-dedupe/") })
      #expect(new.hasSuffix(": it has not been run yet"), "\(lines)")

      #expect(try await workspace.run(inputs).status == .exited(0))
      for task in TaskStamps(in: workspace).run("read-dedupe", since: before) {
        #expect(new.contains("read-dedupe/\(Int(task) ?? -1)"), "\(task) in \(lines)")
      }
    }

    @Test func `an input that would be added is planned in memory`() async throws {
      let (workspace, inputs) = try await finished()
      try workspace.directory.write("{\"text\": \"one more\"}\n", to: "more.jsonl")
      let lines = try await explain(workspace, inputs + ["more.jsonl"])
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run(inputs + ["more.jsonl"]).status == .exited(0))
      let new = TaskStamps(in: workspace).run("read-dedupe", since: before).compactMap { Int($0) }
      let task = try #require(new.first)
      #expect(
        lines == [
          "The next run would do:", "read-dedupe/\(task): it has not been run yet",
          "decide-dedupe count merge report: depends on the tasks above",
        ])
    }

    @Test func `a run that another command works on is explained meanwhile`() async throws {
      let workspace = try Workspace()
      let input = try await CorpusFixture.stories(30).write("a.jsonl", in: workspace.directory)
      let running = try await workspace.start(
        [input, "--shard-size", "1MiB"],
        environment: workspace.faults("before-publish:count:0:hang"))
      #expect(try await eventually { workspace.struck.isEmpty ? nil : true } == true)
      let lines = try await explain(workspace)
      #expect(lines.contains("count/0: it has not been run yet"), "\(lines)")
      let holder = "process \(running.processIdentifier) on host"
      #expect(lines.contains { $0.hasPrefix(holder) }, "\(lines)")
      running.send(SIGINT)
      #expect(try await running.wait(timeout: .seconds(20)).status == .exited(130))
      #expect(try await workspace.run([input]).status == .exited(0))
    }
  }
}
