import Foundation
import Glibc
import Testing
import WarraqTestKit

extension Acceptance {
  /// Killed at moments that nobody chose. `WARRAQ_LONG` asks for the full numbers.
  @Suite struct RandomKillTests {
    private static let isLong = ProcessInfo.processInfo.environment["WARRAQ_LONG"] != nil

    private func corpus(_ workspace: Workspace) async throws -> [String] {
      let corpus = CorpusFixture.stories(6000, copyEvery: 4, words: 60)
      let one = try await corpus.write(
        0..<corpus.records.count / 2, "one.jsonl", codec: .gzip, in: workspace.directory)
      let frames = try await corpus.write(
        corpus.records.count / 2..<corpus.records.count, "frames.jsonl", codec: .zstd, frames: 12,
        in: workspace.directory)
      return [one, frames]
    }

    private let arguments = ["--workers", "3", "--shard-size", "48KiB", "--json"]

    /// The attempts that ended by SIGKILL, as a run's events tell: kills that hit a live task.
    private func hits(_ output: String) -> Int {
      output.split(separator: "\n").count {
        $0.contains("\"event\":\"retrying\"") && $0.contains("signal 9")
          || $0.contains("\"event\":\"failed\"") && $0.contains("signal 9")
      }
    }

    @Test func `workers killed with -9 at random`() async throws {
      let workspace = try Workspace()
      let inputs = try await corpus(workspace)
      let reference = try await workspace.fresh(inputs)
      let wanted = Self.isLong ? 50 : 5
      var struck = 0
      var round = 0
      while struck < wanted, round < 60 {
        round += 1
        let name = "run-\(round)"
        var status: CommandResult.Status?
        // A task that is killed once too often fails the run: the same command goes on.
        for _ in 0..<20 where status != .exited(0) {
          let running = try await workspace.start(inputs, run: name, arguments)
          let killer = Task { await Self.killChildren(of: running.processIdentifier) }
          let result = try await running.wait()
          killer.cancel()
          await killer.value
          struck += hits(result.standardOutput)
          status = result.status
          #expect([.exited(0), .exited(1)].contains(result.status), "\(result.standardError)")
        }
        #expect(status == .exited(0))
        try expectSame(workspace.report(name), reference)
      }
      #expect(struck >= wanted)
    }

    /// Kills some workers at random moments, and then lets the run get on: on a busy machine tasks
    /// may take longer than the pauses.
    private static func killChildren(of parent: Int32) async {
      for _ in 0..<8 where !Task.isCancelled {
        try? await Task.sleep(for: .milliseconds(.random(in: 20...200)))
        let workers = ProcessTree.children(of: parent).filter { $0.arguments.contains("task") }
        if let worker = workers.randomElement() { kill(worker.processIdentifier, SIGKILL) }
      }
    }

    @Test func `coordinator killed with -9 at random and started again`() async throws {
      let workspace = try Workspace()
      let inputs = try await corpus(workspace)
      let reference = try await workspace.fresh(inputs)
      let wanted = Self.isLong ? 10 : 3
      var killed = 0
      var round = 0
      while killed < wanted, round < 10 * wanted {
        // The same run until it is complete, so that every kill meets work.
        let running = try await workspace.start(inputs, run: "run-\(round)", arguments)
        try await Task.sleep(for: .milliseconds(.random(in: 60...600)))
        running.send(SIGKILL)
        let result = try await running.wait()
        if result.status == .signaled(9) {
          killed += 1
        } else {
          #expect(result.status == .exited(0), "\(result.standardError)")
          try expectSame(workspace.report("run-\(round)"), reference)
          round += 1
        }
      }
      #expect(killed == wanted)
      let result = try await workspace.run(inputs, run: "run-\(round)", arguments)
      #expect(result.status == .exited(0), "\(result.standardError)")
      try expectSame(workspace.report("run-\(round)"), reference)
    }
  }
}
