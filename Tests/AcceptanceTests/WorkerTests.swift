import Foundation
import Testing
import WarraqTestKit

/// One line of `run --json`.
struct RunEventLine: Decodable {
  var event: String
  var task: String?
  var process: Int32?
  var phase: String?
  var records: Int?

  /// The events that a command printed.
  static func all(in result: CommandResult) throws -> [RunEventLine] {
    try result.standardOutput.split(separator: "\n").map {
      try JSONDecoder().decode(RunEventLine.self, from: Data($0.utf8))
    }
  }
}

extension Acceptance {
  @Suite struct WorkerTests {
    @Test(arguments: [Codec.plain, .zstd, .gzip])
    func `one 240-record file, 4 tasks`(codec: Codec) async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(240, words: 60)
      let input = try await corpus.write("news.jsonl", codec: codec, in: workspace.directory)
      let size = corpus.bytes.count / 4 + 200
      let result = try await workspace.run(
        [input], ["--workers", "4", "--shard-size", "\(size)", "--json"])
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)

      let events = try RunEventLine.all(in: result)
      let read = { (event: RunEventLine) in event.task?.hasPrefix("read-dedupe/") == true }
      let finished = events.filter { $0.event == "finished" && read($0) }.compactMap(\.records)
      #expect(finished.count == 4)
      #expect(finished.reduce(0, +) == 240)
      for records in finished { #expect((48...72).contains(records), "\(finished)") }
      // Four workers for four tasks that are there at the same time.
      let started = events.filter { $0.event == "started" && read($0) }
      #expect(Set(started.compactMap(\.process)).count >= (codec == .gzip ? 2 : 3))
    }

    @Test func `an orphaned worker ends with its coordinator even when it is idle`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(40)
      let inputs = try await corpus.write(
        parts: 4, "part", codecs: [.plain], in: workspace.directory)
      let running = try await workspace.start(
        inputs, ["--workers", "4"], environment: workspace.faults("start:report:0:hang"))
      let struck = try await eventually { workspace.struck.isEmpty ? nil : true }
      #expect(struck == true)
      // Three of them wait for work while one hangs in the report.
      let workers = ProcessTree.children(of: running.processIdentifier)
      #expect(workers.count >= 2)
      running.send(9)
      #expect(try await running.wait().status == .signaled(9))
      for worker in workers {
        let isGone = try await eventually(within: .seconds(10)) {
          ProcessTree.isAlive(worker.processIdentifier) ? nil : true
        }
        #expect(isGone == true, "\(worker)")
      }
    }

    @Test func `a worker that hangs costs one attempt`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(80, copyEvery: 4)
      let inputs = try await corpus.write(
        parts: 2, "part", codecs: [.zstd], in: workspace.directory)
      for action in ["hang", "stop"] {
        let result = try await workspace.run(
          inputs, run: "run-\(action)", ["--stall-timeout", "1"],
          environment: workspace.faults("before-publish:count:0:\(action)"),
          timeout: .seconds(60))
        #expect(result.status == .exited(0), "\(result)")
        #expect(workspace.struck.contains("before-publish-count-0-\(action)"))
        try expectTruth(workspace.report("run-\(action)"), corpus)
      }
    }
  }
}
