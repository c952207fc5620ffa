import Foundation
import Glibc
import Testing
import WarraqTestKit

extension Acceptance {
  /// Killed in any round of any kind of dedupe, the same command ends with the same report.
  @Suite struct DedupeCrashTests {
    /// A workspace, its inputs, and the report of a run that nothing happened to with the phases of its
    /// dedupe, in the order in which they run.
    private func reference(
      _ job: DedupeJob
    ) async throws -> (Workspace, inputs: [String], Report, phases: [String]) {
      let workspace = try Workspace(job: job.text)
      let inputs = try await DedupeJob.corpus().write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      let result = try await workspace.run(inputs, run: "reference")
      #expect(result.status == .exited(0), "\(result)")
      let report = workspace.report("reference")
      try job.expectSense(report)
      // Of a round, the rows come first and the decision behind them.
      let rounds = TaskStamps(run: "reference", in: workspace).phases
        .filter { $0.contains("dedupe") }
        .map { (round: $0.drop { $0 != "-" }, isDecision: $0.hasPrefix("decide-"), phase: $0) }
      let phases = rounds.sorted {
        ($0.round, $0.isDecision ? 1 : 0) < ($1.round, $1.isDecision ? 1 : 0)
      }
      .map(\.phase)
      return (workspace, inputs, report, phases)
    }

    @Test(arguments: DedupeJob.allCases)
    func `a worker is killed in every round of a dedupe`(job: DedupeJob) async throws {
      let (workspace, inputs, reference, phases) = try await reference(job)
      let points = ["start", "before-publish", "after-publish"]
      let faults = phases.enumerated().map { "\(points[$0 % 3]):\($1):1:kill" }
      let result = try await workspace.run(
        inputs, environment: workspace.faults(faults.joined(separator: ",")))
      #expect(result.status == .exited(0), "\(result)")
      #expect(workspace.struck.count == phases.count, "\(workspace.struck) of \(phases)")
      try expectSame(workspace.report(), reference)
    }

    @Test(arguments: DedupeJob.allCases)
    func `the coordinator is killed in every round of a dedupe`(job: DedupeJob) async throws {
      let (workspace, inputs, reference, phases) = try await reference(job)
      for phase in phases {
        try? FileManager.default.removeItem(atPath: workspace.directory.file("faults"))
        let running = try await workspace.start(
          inputs, environment: workspace.faults("before-publish:\(phase):0:hang"))
        let struck = try await eventually { workspace.struck.isEmpty ? nil : true }
        #expect(struck == true, "\(phase) was not reached")
        running.send(SIGKILL)
        #expect(try await running.wait().status == .signaled(9))
      }
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectSame(workspace.report(), reference)
    }

    @Test(arguments: DedupeJob.allCases)
    func `dedupe, shard 2 of 3 fails, fix it, rerun`(job: DedupeJob) async throws {
      let (workspace, inputs, reference, phases) = try await reference(job)
      // The first round, and the last one that reads.
      let reads = phases.filter { $0.hasPrefix("read-") }
      for phase in Set([reads.first, reads.last].compactMap { $0 }).sorted() {
        let broken = try await workspace.run(
          inputs, environment: workspace.faults("start:\(phase):1:abort", once: false))
        #expect(broken.status != .exited(0), "\(phase): \(broken)")
      }
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try job.expectSense(workspace.report())
      try expectSame(workspace.report(), reference)
    }

    @Test(arguments: DedupeJob.allCases)
    func `the last shard is not counted yet, relaunch`(job: DedupeJob) async throws {
      let (workspace, inputs, reference, _) = try await reference(job)
      // Ctrl-C while the last shard is counted: what the dedupe decided stands.
      let running = try await workspace.start(
        inputs, environment: workspace.faults("before-publish:count:2:hang"))
      #expect(try await eventually { workspace.struck.isEmpty ? nil : true } == true)
      running.send(SIGINT)
      #expect(try await running.wait(timeout: .seconds(20)).status == .exited(130))
      let before = TaskStamps(in: workspace)
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectSame(workspace.report(), reference)
      let ran = TaskStamps(in: workspace).phasesRun(since: before)
      #expect(ran == ["count", "merge", "report"], "\(ran)")
    }
  }
}
