import WarraqCodecs
import WarraqCore

/// The records of one shard, for looking some of them up.
struct ShardRecords {
  let shard: Shard
  let run: RunDirectory
  let format: InputFormat

  /// A record, by itself.
  struct Record {
    var place: Place
    var bytes: [UInt8]
    /// Why the record cannot be used, as far as it is known without parsing it.
    var problem: BadRecord?
  }

  /// Reads the shard block by block, until `body` gives `false`.
  ///
  /// - Throws: `input` where the input is gone or has changed since the run read it.
  private func forEachBlock(_ body: (RecordBlock) throws -> Bool) throws {
    let path = run.absolute(shard.path)
    try shard.stamp?.check(path, name: shard.input.name)
    let reader = try ShardReader(path: path, slice: shard.slice, format: format)
    let block = RecordBlock()
    while try reader.next(block) {
      guard try body(block) else { return }
    }
  }

  /// The record of a number; `nil` where the shard has fewer.
  func record(_ ordinal: Int) throws -> Record? {
    var found: Record?
    try forEachBlock { block in
      guard let record = block.records.first(where: { $0.place.ordinal == ordinal }) else {
        return true
      }
      found = Record(
        place: record.place, bytes: Array(block.bytes(of: record)), problem: record.problem)
      return false
    }
    return found
  }

  /// The numbers of the records that are documents of an id.
  func records(withID id: String) throws -> [Int] {
    var found: [Int] = []
    let parser = try RecordParser(format: format, encoding: shard.slice.encoding)
    let document = Document()
    let wanted = Array(id.utf8)
    try forEachBlock { block in
      for record in block.records where record.problem == nil {
        document.reset(place: record.place)
        guard parser.parse(block.bytes(of: record), into: document) == nil else { continue }
        if !wanted.isEmpty, document.withBytes(of: .id, { $0.elementsEqual(wanted) }) {
          found.append(record.place.ordinal)
        }
      }
      return true
    }
    return found
  }
}
