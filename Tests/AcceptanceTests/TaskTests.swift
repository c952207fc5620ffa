import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// `warraq task`, as schedulers call it.
  @Suite struct TaskTests {
    /// A run whose count task 0 is open, with its order on disk.
    private func open(_ workspace: Workspace) async throws -> (CorpusFixture, [String]) {
      let corpus = CorpusFixture.stories(60)
      let inputs = try await corpus.write(
        parts: 1, "part", codecs: [.plain], in: workspace.directory)
      let running = try await workspace.start(
        inputs, environment: workspace.faults("start:count:0:hang"))
      let struck = try await eventually { workspace.struck.isEmpty ? nil : true }
      #expect(struck == true)
      running.send(9)
      _ = try await running.wait()
      return (corpus, inputs)
    }

    private static let task = ["task", "--run", "run", "--phase", "count", "--index", "0"]

    @Test(arguments: [SIGTERM, SIGUSR1])
    func `a task that is told to end commits nothing and says how far it came`(signal: Int32)
      async throws
    {
      let workspace = try Workspace()
      let (corpus, inputs) = try await open(workspace)
      let fault = ["WARRAQ_FAULT": "before-publish:count:0:hang"]
      let running = try await Warraq.start(
        Self.task, in: workspace.directory, environment: fault)
      let data = workspace.directory.file("run/data/count/00000")
      let begun = try await eventually {
        let names = try? FileManager.default.contentsOfDirectory(atPath: data)
        return names?.contains { $0.hasPrefix("g1-") } == true ? true : nil
      }
      #expect(begun == true)
      try await Task.sleep(for: .milliseconds(500))
      running.send(signal)
      let result = try await running.wait(timeout: .seconds(10))
      #expect(result.status == .exited(75), "\(result)")
      #expect(result.standardError.contains("count/0 was told to end"), "\(result)")
      #expect(result.standardError.contains("after 60 records"), "\(result)")
      let left = try FileManager.default.contentsOfDirectory(atPath: data)
      #expect(!left.contains { $0.hasPrefix("g1-") }, "\(left)")
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test func `two attempts at one task that both finish are one`() async throws {
      let workspace = try Workspace()
      let (corpus, inputs) = try await open(workspace)
      async let one = Warraq.run(Self.task, in: workspace.directory)
      async let other = Warraq.run(Self.task, in: workspace.directory)
      for result in try await [one, other] { #expect(result.status == .exited(0), "\(result)") }
      let manifests = try FileManager.default.contentsOfDirectory(
        atPath: workspace.directory.file("run/tasks/count/00000"))
      #expect(manifests.filter { $0.hasPrefix("g") }.count == 1, "\(manifests)")
      #expect(try await workspace.run(inputs).status == .exited(0))
      let data = try FileManager.default.contentsOfDirectory(
        atPath: workspace.directory.file("run/data/count/00000"))
      #expect(data.filter { $0.hasPrefix("g") }.count == 1, "\(data)")
      try expectTruth(workspace.report(), corpus)
    }

    @Test(arguments: [
      "- dedupe", "- normalize: { arabic: never }\n- dedupe", "- dedupe\n- normalize",
    ])
    func `a worker does nothing for a job that is not the run's any more`(stages: String)
      async throws
    {
      let workspace = try Workspace()
      let (corpus, inputs) = try await open(workspace)
      let job = try workspace.directory.read("run/job.yml")
      try workspace.directory.write(
        "name: other\nstages:\n\(stages)\n- terms\n- lengths\n", to: "run/job.yml")
      let result = try await Warraq.run(Self.task, in: workspace.directory)
      #expect(result.status == .exited(75), "\(result)")
      #expect(result.standardError.contains("the run's job has changed"), "\(result)")

      try workspace.directory.write(job, to: "run/job.yml")
      #expect(try await workspace.run(inputs).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
    }

    @Test(arguments: ["unicode", "icu"])
    func `a worker of another Unicode or ICU version refuses`(which: String) async throws {
      let workspace = try Workspace()
      _ = try await open(workspace)
      let path = workspace.directory.file("run/tasks/count/00000/order.json")
      let data = try Data(contentsOf: URL(fileURLWithPath: path))
      var order = try #require(try JSONSerialization.jsonObject(with: data) as? [String: Any])
      var versions = try #require(order["versions"] as? [String: Any])
      versions[which] = "99.1"
      order["versions"] = versions
      try JSONSerialization.data(withJSONObject: order).write(to: URL(fileURLWithPath: path))
      let result = try await Warraq.run(Self.task, in: workspace.directory)
      #expect(result.status == .exited(1), "\(result)")
      #expect(result.standardError.contains("99.1"), "\(result)")
      #expect(result.standardError.contains("Use the same build"), "\(result)")
    }
  }
}
