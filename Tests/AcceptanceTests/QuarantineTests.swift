import Testing
import WarraqTestKit

extension Acceptance {
  @Suite struct QuarantineTests {
    @Test func `the quarantine lists every bad record with its place and reason`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(40)
      corpus.insert(.malformed(), at: 3)
      corpus.insert(.invalidUTF8(), at: 20)
      let input = try await corpus.write("news.jsonl", codec: .gzip, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      let result = try await Warraq.run(["quarantine", "run"], in: workspace.directory)
      #expect(result.status == .exited(0), "\(result)")
      for (ordinal, reason) in [(3, "invalid-json"), (20, "invalid-utf8")] {
        let place = String(corpus.offset(of: ordinal))
        let line = result.standardOutput.split(separator: "\n").first {
          $0.contains(place) && $0.contains(reason) && $0.contains(input)
        }
        #expect(line != nil, "\(reason) at byte \(place) in \(result)")
      }
    }

    @Test func `inputs of one name are told apart by their shards`() async throws {
      let workspace = try Workspace()
      var corpus = CorpusFixture.stories(40)
      corpus.insert(.malformed(), at: 38)
      let input = try await corpus.write("news.jsonl", in: workspace.directory)
      let twice = [input, input]
      #expect(try await workspace.run(twice, ["--shard-size", "8KiB"]).status == .exited(0))
      func rows(_ command: String...) async throws -> [[Substring]] {
        let result = try await Warraq.run(command, in: workspace.directory)
        #expect(result.status == .exited(0), "\(result)")
        return result.standardOutput.split(separator: "\n").map { $0.split(separator: " ") }
          .filter { $0.first == "news.jsonl" }
      }

      let bad = try await rows("quarantine", "run")
      #expect(bad.count == 2 && Set(bad.map { $0[1] }).count == 2, "\(bad)")
      // The place in the input is that of the record, in both of them.
      #expect(bad.map { $0[3] } == Array(repeating: "\(corpus.offset(of: 38))", count: 2))

      let books = try await rows("status", "run", "--ledger")
      let sums = books.filter { $0[1] == "all:" }
      #expect(sums.map { $0[3] } == ["41", "41"], "\(books)")
      #expect(sums.map { $0[4] } == ["40", "0"], "\(books)")
      let shards = books.filter { $0[1] != "all:" }.map { $0[1] }
      #expect(Set(shards).count == shards.count && shards.count > 2, "\(books)")
      #expect(sums.map { $0[2] }.joined(separator: ",") == shards.joined(separator: ","))
    }

    @Test func `replay runs the quarantined records again with what mends them`() async throws {
      let limited = Workspace.job + "\ninput: { maximumRecord: 1024 }\n"
      let workspace = try Workspace(job: limited)
      var corpus = CorpusFixture.stories(20)
      corpus.add((0..<400).map { "long\($0)" })
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      #expect(try await workspace.run([input]).status == .exited(0))
      #expect(try workspace.report().summary().documents.quarantined == 1)
      let before = TaskStamps(in: workspace)
      #expect(!before.phases.isEmpty)

      let replay = try await Warraq.run(["quarantine", "run", "--replay"], in: workspace.directory)
      #expect(replay.status == .exited(0), "\(replay)")
      #expect(try workspace.report().summary().documents.isBalanced)
    }
  }
}
