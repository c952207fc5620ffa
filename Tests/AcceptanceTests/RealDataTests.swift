import Foundation
import Testing
import WarraqTestKit

extension Acceptance {
  /// Real news: what ships, and what lies beside the checkout.
  @Suite struct RealDataTests {
    @Test func `the shipped job on the shipped sample has the books that its README states`()
      async throws
    {
      let directory = try TemporaryDirectory()
      let package = SharedData.package.path
      let result = try await Warraq.run(
        [
          "run", package + "/Jobs/news-frequency.yml", package + "/Samples/news-sample.jsonl.zst",
          "--run", "demo",
        ], in: directory)
      #expect(result.status == .exited(0), "\(result)")
      let report = Report(run: "demo", in: directory)
      let summary = try report.summary()
      let readme = try String(contentsOfFile: package + "/Samples/README.md", encoding: .utf8)
      let books = summary.documents
      let row = "| \(books.read) | \(books.kept) | \(books.rejected) | \(books.duplicate) "
      #expect(readme.contains(row + "| \(books.quarantined) |"), "\(books)")
      #expect(books.isBalanced)
      #expect(summary.coverage == 1)
      #expect(try report.table("terms.tsv").rows.count == summary.terms)
      #expect(try report.table("duplicates.tsv").rows.count == books.duplicate)
      #expect(try !report.table("lengths.tsv").rows.isEmpty)
    }

    @Test func `a report is the same whatever kernels the processor has`() async throws {
      let workspace = try Workspace()
      let sample = SharedData.package.path + "/Samples/news-sample.jsonl.zst"
      let reference = try await workspace.fresh([sample])
      for kernels in ["avx2", "baseline", "scalar"] {
        let environment = ["WARRAQ_KERNELS": kernels]
        try expectSame(try await workspace.fresh([sample], environment: environment), reference)
      }
    }

    @Test func `seekable zstd, gzip members and bzip2 streams give the same report`() async throws {
      let names = ["seekable.jsonl.zst", "multimember.jsonl.gz", "multistream.jsonl.bz2"]
      let inputs = names.compactMap { SharedData.path("containers/ar-ant-1200." + $0) }
      guard inputs.count == names.count else { return }
      let workspace = try Workspace()
      let reference = try await workspace.fresh([inputs[0]])
      #expect(try reference.summary().documents.read == 1200)
      for input in inputs.dropFirst() {
        try expectSame(
          try await workspace.fresh([input], ["--shard-size", "128KiB"]), reference)
      }
    }

    @Test func `every container is read or refused by name, and nothing crashes`() async throws {
      guard let folder = SharedData.path("containers") else { return }
      let files = SharedData.files(below: folder)
      #expect(files.count > 40)
      let isLong = ProcessInfo.processInfo.environment["WARRAQ_LONG"] != nil
      for (number, file) in files.enumerated() {
        let attributes = try FileManager.default.attributesOfItem(atPath: file)
        let size = attributes[.size] as? Int ?? 0
        if !isLong, size > 20_000 { continue }
        let workspace = try Workspace()
        let result = try await workspace.run([file], run: "run-\(number)", timeout: .seconds(60))
        let name = URL(fileURLWithPath: file).lastPathComponent
        switch result.status {
        case .exited(0), .exited(3):
          let summary = try workspace.report("run-\(number)").summary()
          #expect(summary.documents.isBalanced, "\(name)")
        case .exited(1), .exited(2):
          #expect(result.standardError.contains(name), "\(name): \(result)")
        default: Issue.record("\(name): \(result)")
        }
      }
    }
  }
}
