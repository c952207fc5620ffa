@testable import WarraqCodecs
@testable import WarraqCore

/// A record as a test sees it: bytes, and what is wrong with it. The offset is that in the input.
struct SeenRecord: Equatable {
  var bytes: [UInt8]
  var offset: Int
  var reason: BadRecord.Reason?
}

struct SeenInput: Equatable {
  var records: [SeenRecord] = []
  var decodedBytes = 0
  var diskBytes = 0
  var coveredDiskBytes = 0
  var damage = 0

  var texts: [String] { records.map { String(decoding: $0.bytes, as: UTF8.self) } }
}

/// Reads slices one after the other and puts their offsets together as the engine does.
func readAll(
  _ path: String, _ slices: [ShardSlice], _ format: InputFormat
) throws(WarraqError) -> SeenInput {
  var seen = SeenInput()
  let block = RecordBlock()
  for slice in slices {
    let reader = try ShardReader(path: path, slice: slice, format: format)
    var ordinal = 0
    while try reader.next(block) {
      for record in block.records {
        precondition(record.place.ordinal == ordinal, "ordinals have no gaps")
        ordinal += 1
        seen.records.append(
          SeenRecord(
            bytes: Array(block.bytes(of: record)), offset: seen.decodedBytes + record.place.offset,
            reason: record.problem?.reason))
      }
    }
    let outcome = reader.outcome
    precondition(outcome.records == ordinal, "the outcome counts every record")
    seen.decodedBytes += outcome.decodedBytes
    seen.diskBytes += outcome.diskBytes
    seen.coveredDiskBytes += outcome.coveredDiskBytes
    seen.damage += outcome.damage.count
  }
  return seen
}

extension ShardSlice {
  /// The whole input in one piece.
  static func whole(_ description: InputDescription) -> ShardSlice {
    ShardSlice(
      codec: description.codec, begin: 0, end: description.size, startsAtRecord: true,
      encoding: description.encoding, markBytes: description.encoding.markBytes)
  }
}

/// Reads an input in shards of about `shardSize`, in whichever way the plan says. `nil`: undivided.
func read(
  _ path: String, _ format: InputFormat, shardSize: Int?, scratch: ScratchDirectory
) throws -> SeenInput {
  let description = try describe(path, format: format)
  guard let shardSize else { return try readAll(path, [.whole(description)], format) }
  switch plan(description, format: format, sizes: .equal(shardSize)) {
  case .slices(let slices): return try readAll(path, slices, format)
  case .stream:
    return try split(path, description, format, shardSize: shardSize, scratch: scratch)
  }
}

func split(
  _ path: String, _ description: InputDescription, _ format: InputFormat, shardSize: Int,
  scratch: ScratchDirectory
) throws -> SeenInput {
  let splitter = try StreamSplitter(
    path: path, description: description, format: format, sizes: .equal(shardSize))
  var seen = SeenInput()
  let summary = try splitter.run(
    destination: { scratch.path + "/piece-\($0)" },
    published: { piece in
      guard let slice = piece.slice else { return }
      let part = try readAll(scratch.path + "/piece-\(piece.index)", [slice], format)
      precondition(part.records.count == piece.records, "a piece knows its records")
      precondition(part.decodedBytes == piece.rawBytes, "a piece knows its bytes")
      seen.records += part.records.map { record in
        var record = record
        record.offset += seen.decodedBytes
        return record
      }
      seen.decodedBytes += part.decodedBytes
      seen.diskBytes += part.diskBytes
      seen.coveredDiskBytes += part.coveredDiskBytes
      seen.damage += part.damage
    })
  precondition(summary.records == seen.records.count, "the summary adds up")
  return seen
}
