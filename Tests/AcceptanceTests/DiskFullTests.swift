import Foundation
import Glibc
import Testing
import WarraqTestKit

extension Acceptance {
  @Suite struct DiskFullTests {
    /// Sizes at which different files are the first that do not fit.
    @Test(arguments: [40, 72, 96, 160]) func `machine out of disk`(kilobytes: Int) async throws {
      let workspace = try Workspace()
      let corpus = CorpusFixture.stories(5000, copyEvery: 5, words: 60)
      let input = try await corpus.write("news.jsonl", codec: .zstd, in: workspace.directory)
      let disk = try TemporaryDirectory()
      guard try await mount(disk, ["-t", "tmpfs", "-o", "size=\(kilobytes)k", "tmpfs"]) else {
        print("SKIPPED: no right to mount a small disk, the full disk was not tested")
        return
      }
      defer { umount2(disk.path, Int32(MNT_DETACH)) }

      let run = disk.file("run")
      let full = try await workspace.run([input], run: run, ["--shard-size", "32KiB"])
      #expect(full.status == .exited(1), "\(full)")
      #expect(full.standardError.lowercased().contains("no space left"), "\(full)")
      #expect(disk.list("run/report") == [])

      #expect(try await mount(disk, ["-o", "remount,size=512m"]))
      let result = try await workspace.run([input], run: run, ["--shard-size", "32KiB"])
      #expect(result.status == .exited(0), "\(result)")
      let report = Report(run: "run", in: disk)
      try expectTruth(report, corpus)
      try expectSame(report, try await workspace.fresh([input]))
    }

    private func mount(_ disk: TemporaryDirectory, _ arguments: [String]) async throws -> Bool {
      let result = try await RunningCommand.start(
        "mount", arguments + [disk.path], in: "/"
      ).wait()
      return result.status == .exited(0)
    }
  }
}
