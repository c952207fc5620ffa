import Foundation
import Subprocess
import WarraqTestKit

/// One line of the quarantine of a run, as `quarantine/*.jsonl.zst` holds it.
struct QuarantineLine: Decodable, Equatable {
  var input: String
  /// Decoded bytes before the record.
  var offset: Int
  var reason: String
  var raw: String?
  var rawBase64: String?

  /// The record's bytes.
  var bytes: [UInt8] {
    if let raw { return Array(raw.utf8) }
    return rawBase64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? []
  }
}

extension Workspace {
  /// All lines of the quarantine, by shard.
  func quarantine(_ run: String = "run") async throws -> [QuarantineLine] {
    var lines: [QuarantineLine] = []
    for name in directory.list(run + "/quarantine") where name.hasSuffix(".jsonl.zst") {
      let path = directory.file("\(run)/quarantine/\(name)")
      let result = try await Subprocess.run(
        .name("zstd"), arguments: ["-dcq", path], output: .bytes(limit: 1 << 26))
      for line in result.standardOutput.split(separator: 0x0A) {
        lines.append(try JSONDecoder().decode(QuarantineLine.self, from: Data(line)))
      }
    }
    return lines
  }
}
