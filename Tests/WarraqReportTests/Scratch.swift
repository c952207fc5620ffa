import Foundation
import WarraqCore

@testable import WarraqReport

/// A directory of one test, removed with the value that holds it.
final class Scratch {
  let path: String

  init() throws {
    path = NSTemporaryDirectory() + "warraq-report-" + UUID().uuidString
    try FileManager.default.createDirectory(atPath: path, withIntermediateDirectories: true)
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  var report: String { path + "/report" }

  func text(_ name: String) throws -> String {
    try String(contentsOfFile: report + "/" + name, encoding: .utf8)
  }

  func names(in directory: String) throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: directory).sorted()
  }
}

/// Facts of a small corpus whose books balance.
func smallCorpus(covered: Int = 10, total: Int = 10) -> CorpusFacts {
  var counts = LedgerCounts()
  counts.read = 12
  counts.kept = 6
  var read = LedgerCounts.StageCounts(stage: "read")
  read.read = 12
  read.quarantined = ["invalid-utf-8": 1, "invalid-json": 2]
  var normalize = LedgerCounts.StageCounts(stage: "normalize")
  normalize.read = 9
  normalize.rejected = ["empty": 1]
  var dedupe = LedgerCounts.StageCounts(stage: "dedupe")
  dedupe.read = 8
  dedupe.duplicate = 2
  counts.stages = [read, normalize, dedupe]
  return CorpusFacts(
    counts: counts, firstOrdinals: [0], coveredBytes: covered, totalBytes: total)
}

extension TableWriter {
  func field(bytes: [UInt8]) throws { try bytes.withUnsafeBytes { try field($0) } }
}
