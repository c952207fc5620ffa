import Foundation
import WarraqCodecs
import WarraqCore
import WarraqTables

/// Why a record is lost, and to whom.
struct Loss {
  var stage = Tally.reader
  var reason: String
  /// One sentence for people.
  var message: String

  init(stage: String = Tally.reader, reason: String, message: String) {
    self.stage = stage
    self.reason = reason
    self.message = message
  }

  init(_ problem: BadRecord) {
    self.init(reason: problem.reason.rawValue, message: problem.message)
  }
}

/// A bad record as the quarantine keeps it, one JSON object a line.
public struct QuarantineEntry: Codable, Sendable {
  static let fileName = "quarantine.jsonl.zst"

  public var input: String
  public var shard: Int
  /// The record's number in the shard.
  public var ordinal: Int
  /// Decoded bytes before the record in the shard.
  public var offset: Int
  public var stage: String
  public var reason: String
  public var message: String
  /// The record's length in bytes, also where `raw` holds only its beginning.
  public var bytes: Int
  /// The record as it was read, where it is valid UTF-8; else it is in `rawBase64`.
  public var raw: String?
  public var rawBase64: String?

  init(work: MapWork, record: RawRecord, raw bytes: UnsafeRawBufferPointer, loss: Loss) {
    input = work.inputName
    shard = work.shard
    ordinal = record.place.ordinal
    offset = record.place.offset
    stage = loss.stage
    reason = loss.reason
    message = loss.message
    self.bytes = record.length
    raw = String(validating: bytes, as: UTF8.self)
    rawBase64 = raw == nil ? Data(bytes).base64EncodedString() : nil
  }

  /// The bytes of the record.
  public var rawBytes: [UInt8] {
    if let raw { return Array(raw.utf8) }
    return rawBase64.flatMap { Data(base64Encoded: $0) }.map { Array($0) } ?? []
  }

  /// Writes the entries of all lanes in the order of the records.
  static func write(
    _ losses: [RowSorter], to environment: TaskEnvironment
  ) throws -> TaskOutput {
    let rows = environment.scratch + "/losses"
    _ = try writeRows(losses, combiner: nil, to: rows)
    let path = environment.attempt + "/" + fileName
    let writer = try ZstdFileWriter(path: path, level: 3)
    try RowFile(path: rows).section(0).forEach { _, line in
      try writer.write(line)
      try [UInt8(ascii: "\n")].withUnsafeBytes { try writer.write($0) }
    }
    try writer.finish()
    return TaskOutput(
      bytes: Files.size(path) ?? 0, digest: try Digest(ofFile: path), sections: nil)
  }
}
