import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// What is whole is kept, what is missing is named, and a repair costs no new run.
  @Suite struct DamagedInputTests {
    /// Cuts a file in the middle of what is compressed.
    private func truncate(_ name: String, to share: Double, in workspace: Workspace) throws {
      let bytes = try workspace.directory.read(name)
      try workspace.directory.write(Array(bytes[..<Int(Double(bytes.count) * share)]), to: name)
    }

    /// The records that a tool still decodes completely.
    private func wholeRecords(_ name: String, _ codec: Codec, in workspace: Workspace) async throws
      -> Int
    {
      let result = try await RunningCommand.start(
        codec.rawValue, ["-dc", name], in: workspace.directory.path
      ).wait()
      #expect(result.status != .exited(0), "the file is not damaged")
      return result.standardOutput.utf8.count(where: { $0 == 0x0A })
    }

    @Test(arguments: [Codec.gzip, .zstd, .bzip2, .xz])
    func `truncated file`(codec: Codec) async throws {
      let workspace = try Workspace()
      // Several blocks even of bzip2 and zstd, so that something is whole before the cut.
      let corpus = CorpusFixture.stories(6000)
      let input = try await corpus.write("news.jsonl", codec: codec, in: workspace.directory)
      try truncate(input, to: 0.7, in: workspace)
      let whole = try await wholeRecords(input, codec, in: workspace)
      #expect(whole > 100)

      let result = try await workspace.run([input])
      #expect(result.status == .exited(3), "\(result)")
      let summary = try workspace.report().summary()
      #expect(summary.documents.kept >= whole)
      #expect(summary.documents.quarantined == 1)
      #expect(summary.documents.read == summary.documents.kept + 1)
      #expect(summary.coverage < 1 && summary.coverage > 0.5)
      var expected = corpus
      expected.records.removeSubrange(summary.documents.kept...)
      expected.records.append(FixtureRecord(bytes: [], fate: .quarantined))
      try expectTruth(workspace.report(), expected, coverage: summary.coverage)
      // What stood before the cut stays whole even when a word of the last record was cut off.
      let quarantine = try await workspace.quarantine()
      #expect(quarantine.count == 1)
      #expect((result.standardOutput + result.standardError).contains(input))

      let strict = try await workspace.run([input], run: "strict", ["--strict"])
      #expect(strict.status == .exited(1), "\(strict)")
      #expect(strict.standardError.contains(input))
    }

    @Test func `truncated .zst shard repaired and rerun`() async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(900, copyEvery: 3)
      let inputs = try await corpus.write(
        parts: 3, "part", codecs: [.zstd], in: workspace.directory)
      let whole = try workspace.directory.read(inputs[1])
      try truncate(inputs[1], to: 0.6, in: workspace)
      #expect(try await workspace.run(inputs).status == .exited(3))
      let before = TaskStamps(in: workspace)

      try workspace.directory.write(whole, to: inputs[1])
      let result = try await workspace.run(inputs)
      #expect(result.status == .exited(0), "\(result)")
      try expectTruth(workspace.report(), corpus)
      try expectSame(workspace.report(), try await workspace.fresh(inputs))
      // The first file comes before the repaired one: nothing of it can have changed.
      let after = TaskStamps(in: workspace)
      let ran = after.run("read-dedupe", since: before)
      #expect(!ran.isEmpty)
      #expect(ran.count < after.tasks(of: "read-dedupe").count)
      #expect(!after.run("count", since: before).contains("00000"))
    }

    @Test func `one shard of many cannot be read at all`() async throws {
      let count = ProcessInfo.processInfo.environment["WARRAQ_LONG"] == nil ? 100 : 1000
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(count)
      var names: [String] = []
      for number in 0..<count {
        let name = "in/\(1000 + number).jsonl"
        names.append(
          try await corpus.write(
            number..<number + 1, name, codec: .zstd, in: workspace.directory))
      }
      // A frame of which nothing can be decoded: its magic number and header alone are right.
      let hole = names[count / 2]
      let whole = try workspace.directory.read(hole)
      try workspace.directory.write(
        whole.enumerated().map { $0 < 8 ? $1 : ~$1 }, to: hole)

      let result = try await workspace.run(names)
      #expect(result.status == .exited(3), "\(result)")
      #expect((result.standardOutput + result.standardError).contains(hole))
      let summary = try workspace.report().summary()
      #expect(summary.documents.kept == count - 1)
      #expect(summary.documents.quarantined == 1)
      let share = Double(count - 1) / Double(count)
      #expect(abs(summary.coverage - share) < 0.2 / Double(count), "\(summary.coverage)")

      try workspace.directory.write(whole, to: hole)
      let before = TaskStamps(in: workspace)
      #expect(try await workspace.run(names).status == .exited(0))
      try expectTruth(workspace.report(), corpus)
      #expect(TaskStamps(in: workspace).run("count", since: before).count == 1)
    }

    @Test func `an input that is a broken link is refused by name`() async throws {
      let workspace = try Workspace()
      let input = try await CorpusFixture.stories(5).write("a.jsonl", in: workspace.directory)
      try FileManager.default.createSymbolicLink(
        atPath: workspace.directory.file("b.jsonl"), withDestinationPath: "/nonexistent/disk")
      let result = try await workspace.run([input, "b.jsonl"])
      #expect(result.status == .exited(2), "\(result)")
      #expect(result.standardError.contains("b.jsonl"))
    }
  }
}
