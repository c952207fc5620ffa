import Foundation
import Glibc
import Testing
import WarraqTestKit

extension Acceptance {
  /// Killed at any point, by anything, the same command goes on and ends with the same report.
  @Suite struct CrashTests {
    private func corpus(_ workspace: Workspace) async throws -> (CorpusFixture, [String]) {
      let corpus = CorpusFixture.stories(160, copyEvery: 4)
      let inputs = try await corpus.write(
        parts: 4, "part", codecs: [.zstd], in: workspace.directory)
      return (corpus, inputs)
    }

    /// Waits until a planned fault has struck a task.
    private func waitForStrike(_ workspace: Workspace) async throws {
      let struck = try await eventually { workspace.struck.isEmpty ? nil : workspace.struck }
      #expect(struck != nil, "no fault struck")
    }

    @Test(arguments: ["start", "before-publish", "after-publish"])
    func `worker killed with -9 in every task`(point: String) async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let faults = "read-dedupe,decide-dedupe,count,merge,report".split(separator: ",")
        .map { "\(point):\($0):*:kill" }.joined(separator: ",")
      let result = try await workspace.run(inputs, environment: workspace.faults(faults))
      #expect(result.status == .exited(0), "\(result)")
      // The tokens are made by live tasks a moment before they die.
      for phase in ["read-dedupe", "count", "merge", "report"] {
        #expect(workspace.struck.contains { $0.hasPrefix("\(point)-\(phase)-") }, "\(phase)")
      }
      #expect(workspace.struck.count >= 10)
      try expectTruth(workspace.report(), corpus)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test(arguments: ["abort", "exit"])
    func `worker that crashes once costs one attempt`(action: String) async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let result = try await workspace.run(
        inputs, environment: workspace.faults("before-publish:count:2:\(action)"))
      #expect(result.status == .exited(0), "\(result)")
      #expect(workspace.struck == ["before-publish-count-2-\(action)"])
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `3 of 4 tasks done, coordinator killed with -9, relaunch`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let running = try await workspace.start(
        inputs, environment: workspace.faults("before-publish:count:3:hang"))
      let others = try await eventually { () -> Bool? in
        let done = (0..<3).allSatisfy { task in
          let files = workspace.directory.list("run/tasks/count/0000\(task)")
          return files.contains { $0.hasPrefix("g") && $0.hasSuffix(".json") }
        }
        return done && !workspace.struck.isEmpty ? true : nil
      }
      #expect(others == true, "\(running.standardError)")
      let workers = ProcessTree.children(of: running.processIdentifier)
      #expect(!workers.isEmpty)
      running.send(SIGKILL)
      #expect(try await running.wait().status == .signaled(9))
      // Orphans end by themselves.
      for worker in workers {
        let isGone = try await eventually(within: .seconds(10)) {
          ProcessTree.isAlive(worker.processIdentifier) ? nil : true
        }
        #expect(isGone == true, "worker \(worker) outlives its coordinator")
      }
      let before = TaskStamps(in: workspace)

      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      let after = TaskStamps(in: workspace)
      #expect(after.run("count", since: before) == ["00003"])
      #expect(after.run("read-dedupe", since: before) == [])
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test func `coordinator killed again and again`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      for phase in ["read-dedupe", "decide-dedupe", "count", "merge", "report"] {
        try? FileManager.default.removeItem(atPath: workspace.directory.file("faults"))
        let running = try await workspace.start(
          inputs, environment: workspace.faults("before-publish:\(phase):0:hang"))
        try await waitForStrike(workspace)
        running.send(SIGKILL)
        #expect(try await running.wait().status == .signaled(9))
      }
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test func `dedupe, shard 2 of 3 fails, fix it, rerun`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(120, copyEvery: 3)
      let inputs = try await corpus.write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      // Every attempt fails, until whatever kills them is mended.
      let broken = try await workspace.run(
        inputs, environment: workspace.faults("start:*:1:kill", once: false))
      #expect(broken.status != .exited(0), "\(broken)")
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test(arguments: [SIGINT, SIGTERM], [false, true])
    func `Ctrl-C stops within two seconds and the same command goes on`(
      signal: Int32, toGroup: Bool
    ) async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      // A worker in the middle of a task that would never end.
      let running = try await workspace.start(
        inputs, environment: workspace.faults("before-publish:count:1:hang"))
      try await waitForStrike(workspace)
      let clock = ContinuousClock()
      let start = clock.now
      if toGroup { running.sendToGroup(signal) } else { running.send(signal) }
      let stopped = try await running.wait(timeout: .seconds(20))
      #expect(clock.now - start < .seconds(2))
      #expect(stopped.status == .exited(130), "\(stopped)")
      let before = TaskStamps(in: workspace)

      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      #expect(TaskStamps(in: workspace).run("read-dedupe", since: before) == [])
      try expectTruth(workspace.report(), corpus)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
    }

    @Test func `a second coordinator on the same run is refused by name`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await corpus(workspace)
      let first = try await workspace.start(
        inputs, environment: workspace.faults("start:count:0:hang"))
      try await waitForStrike(workspace)
      let second = try await workspace.run(inputs)
      #expect(second.status == .exited(1), "\(second)")
      #expect(second.standardError.contains("\(first.processIdentifier)"), "\(second)")
      first.send(SIGINT)
      #expect(try await first.wait(timeout: .seconds(20)).status == .exited(130))
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `coordinator killed while it publishes, with a report there already`() async throws {
      let workspace = try Workspace()
      let (_, inputs) = try await corpus(workspace)
      #expect(try await workspace.run(Array(inputs.dropLast())).status == .exited(0))
      let killed = try await workspace.run(
        inputs, environment: workspace.faults("exchanged:publish:0:kill"))
      #expect(killed.status == .signaled(9), "\(killed)")
      // The new report stands there, whole; the old one is what is left over.
      let fresh = try await workspace.fresh(inputs)
      try expectSame(workspace.report(), fresh)
      #expect(workspace.directory.list("run").filter { $0.hasPrefix("report.") } == ["report.new"])
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectSame(workspace.report(), fresh)
      #expect(workspace.directory.list("run").filter { $0.hasPrefix("report.") } == [])
    }

    @Test func `nothing under a final name is ever partial`() async throws {
      let workspace = try Workspace()
      let (_, inputs) = try await corpus(workspace)
      let running = try await workspace.start(
        inputs, environment: workspace.faults("before-publish:report:0:hang"))
      try await waitForStrike(workspace)
      // All is written but the report's manifest: no report may stand there yet.
      #expect(workspace.directory.list("run/report") == [])
      running.send(SIGKILL)
      #expect(try await running.wait().status == .signaled(9))
      #expect(workspace.directory.list("run/report") == [])
      #expect(try await workspace.run(inputs).status == .exited(0))
      #expect(workspace.directory.list("run/report").contains("summary.json"))
    }
  }
}
