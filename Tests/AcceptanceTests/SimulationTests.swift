import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// `warraq plan --simulate`.
  @Suite struct SimulationTests {
    /// What `plan --simulate --json` promises.
    private struct Simulation: Decodable {
      struct Phase: Decodable {
        var name: String
        var tasks: Int
        var seconds, cpuSeconds, longestTask, coordination: Double
        var readBytes, writtenBytes, memory: Int
        var boundBy: String
      }
      var phases: [Phase]
      var seconds, cpuSeconds, longestTask: Double
      var longestPhase: String
      var decodedBytes, sampleBytes, shards, partitions, inputs: Int
      var shuffleBytes, disk, workerMemory, coordinatorMemory: Int
    }

    private static let job = SharedData.package.path + "/Jobs/news-frequency.yml"
    private static let sample = SharedData.package.path + "/Samples/news-sample.jsonl.zst"

    private func simulate(
      _ nodes: Int, _ arguments: [String] = [], in directory: TemporaryDirectory
    ) async throws -> Simulation {
      let result = try await Warraq.run(
        ["plan", Self.job, Self.sample, "--simulate", "\(nodes)", "--json", "--workers", "2"]
          + arguments,
        in: directory, environment: ["TMPDIR": directory.path])
      #expect(result.status == .exited(0), "\(result)")
      return try JSONDecoder().decode(
        Simulation.self, from: Data(result.standardOutput.utf8))
    }

    @Test func `a simulated run has the tasks, and shuffles the bytes, of a real one`() async throws
    {
      let directory = try TemporaryDirectory()
      let simulation = try await simulate(1, in: directory)
      #expect(directory.list() == [])
      let run = try await Warraq.run(
        ["run", Self.job, Self.sample, "--run", "run", "--workers", "2"], in: directory)
      #expect(run.status == .exited(0), "\(run)")
      let manifests = try Self.manifests(of: directory.file("run"))
      let tasks = Dictionary(grouping: manifests, by: \.task.phase).mapValues(\.count)
      #expect(
        Dictionary(uniqueKeysWithValues: simulation.phases.map { ($0.name, $0.tasks) }) == tasks)
      let shuffled = manifests.filter { $0.task.phase != "report" }.flatMap(\.outputs.values)
        .reduce(0) { $0 + $1.bytes }
      #expect(simulation.shuffleBytes > shuffled * 3 / 4, "\(shuffled)")
      #expect(simulation.shuffleBytes < shuffled * 5 / 4, "\(shuffled)")
      #expect(simulation.seconds > 0 && simulation.longestTask > 0)
      #expect(simulation.workerMemory > 10_000_000)
    }

    private struct Manifest: Decodable {
      struct Task: Decodable { var phase: String }
      struct Output: Decodable { var bytes: Int }
      var task: Task
      var outputs: [String: Output]
    }

    private static func manifests(of run: String) throws -> [Manifest] {
      let names = FileManager.default.enumerator(atPath: run + "/tasks")?.compactMap {
        $0 as? String
      }
      return try (names ?? []).filter {
        $0.contains("/g") && $0.hasSuffix(".json")
      }.map {
        try JSONDecoder().decode(
          Manifest.self, from: Data(contentsOf: URL(fileURLWithPath: run + "/tasks/" + $0)))
      }
    }

    @Test func `a corpus of any size is simulated from a small one`() async throws {
      let directory = try TemporaryDirectory()
      let one = try await simulate(10, ["--corpus-size", "1TB"], in: directory)
      #expect(one.decodedBytes > 990_000_000_000 && one.decodedBytes < 1_010_000_000_000)
      #expect(one.partitions == 1024 && one.inputs > 100_000)
      let more = try await simulate(100, ["--corpus-size", "1TB"], in: directory)
      #expect(more.shards == one.shards)
      let count = try #require(more.phases.first { $0.name == "count" })
      // A small file is a shard of its own: the coordinator has more to do than all machines.
      #expect(count.boundBy == "coordinator" && count.coordination > count.cpuSeconds / 400)
    }

    @Test func `a table says what each phase takes and waits for`() async throws {
      let directory = try TemporaryDirectory()
      let result = try await Warraq.run(
        ["plan", Self.job, Self.sample, "--simulate", "1"], in: directory)
      #expect(result.status == .exited(0), "\(result)")
      let lines = result.standardOutput.split(separator: "\n")
      for phase in ["inputs", "read-chrome", "decide-dedupe-2-4", "count", "merge", "report"] {
        #expect(lines.contains { $0.hasPrefix(phase + " ") }, "\(phase): \(result)")
      }
      #expect(lines.contains { $0.hasPrefix("time ") })
    }

    @Test(arguments: [
      (["--corpus-size", "1TB"], "--corpus-size belongs to --simulate"),
      (["--bandwidth", "1GB"], "--bandwidth belongs to --simulate"),
      (["--latency", "1"], "--latency belongs to --simulate"),
      (["--sample-time", "5"], "--sample-time belongs to --simulate"),
      (["--simulate", "0"], "--simulate takes a number of machines"),
      (["--simulate", "1", "--latency=-1"], "--latency takes a number of seconds"),
    ])
    func `flags that make no sense are refused`(arguments: [String], why: String) async throws {
      let directory = try TemporaryDirectory()
      let result = try await Warraq.run(
        ["plan", Self.job, Self.sample] + arguments, in: directory)
      #expect(result.status == .exited(2), "\(result)")
      #expect(result.standardError.contains(why), "\(result)")
    }

    @Test func `standard input cannot be simulated`() async throws {
      let directory = try TemporaryDirectory()
      let result = try await Warraq.run(
        ["plan", Self.job, "-", "--simulate", "1"], in: directory)
      #expect(result.status == .exited(2), "\(result)")
      #expect(result.standardError.contains("name a file"))
    }

    @Test func `a sample that is stopped leaves nothing behind`() async throws {
      let directory = try TemporaryDirectory()
      let command = try await Warraq.start(
        ["plan", Self.job, Self.sample, "--simulate", "1"], in: directory,
        environment: ["TMPDIR": directory.path])
      let begun = try await eventually {
        directory.list().contains { $0.contains("sample") } ? true : nil
      }
      #expect(begun == true)
      command.send(SIGINT)
      let result = try await command.wait(timeout: .seconds(30))
      #expect(result.status == .exited(130), "\(result)")
      #expect(directory.list() == [])
    }
  }
}
