import WarraqCore
import WarraqTables

/// What the reducer of one partition sends to shards: a row file with a section for each shard that gets
/// any. Its messages are keys, in byte order; the values are empty.
enum MessageFile {
  static let name = "messages"

  /// Writes rows whose keys, which are sorted, are a corpus position and a message. What is said twice is
  /// written once.
  static func write(
    _ rows: any RowSource, shards: [Int], to path: String
  ) throws -> TaskOutput {
    let writer = try RowFileWriter(creating: path)
    let noValue = UnsafeRawBufferPointer(start: nil, count: 0)
    var receivers: [Int] = []
    try rows.forEachKey { key in
      var decoder = RowDecoder(key)
      let shard = shards[decoder.ordinal()]
      if let last = receivers.last, last != shard { writer.endSection() }
      if receivers.last != shard { receivers.append(shard) }
      try writer.append(key: decoder.rest(), value: noValue)
    }
    if !receivers.isEmpty { writer.endSection() }
    return TaskOutput(try writer.finish(syncing: true), numbers: receivers)
  }

  /// Reads a shard's messages from all partitions, sorted by bytes, each once.
  static func read(_ references: [SectionReference], in run: RunDirectory) throws -> ShardMessages {
    let sections = try references.map {
      (position: 0, try $0.section.open(run.absolute($0.path)))
    }
    var messages = ShardMessages(capacity: references.reduce(0) { $0 + $1.section.length })
    try RowMerger(sections, order: .key).forEachKey { messages.append($0) }
    return messages
  }
}

extension TaskOutput.Section {
  /// Opens it in a row file, and checks its rows against their digest.
  func open(_ path: String) throws -> SectionReader {
    try SectionReader(path: path, offset: offset, length: length, digest: digest.hex)
  }
}

extension RowSource {
  /// Calls `body` with each key once.
  fileprivate func forEachKey(_ body: (UnsafeRawBufferPointer) throws -> Void) throws {
    var last: [UInt8] = []
    var isFirst = true
    try forEach { key, _ in
      if !isFirst, key.elementsEqual(last) { return }
      isFirst = false
      last.removeAll(keepingCapacity: true)
      last.append(contentsOf: key)
      try body(key)
    }
  }
}
