import Glibc
import WarraqCore
import WarraqTables

/// What the reducer of one partition sends to shards: for each shard that gets any, a section of its
/// messages in byte order, each behind its length.
enum MessageFile {
  static let name = "messages"

  /// Writes rows that are sorted by (corpus position, message). What is said twice is written once.
  static func write(
    _ rows: any RowSource, shards: [Int], to path: String
  ) throws -> TaskOutput {
    var bytes: [UInt8] = []
    var starts: [(shard: Int, offset: Int)] = []
    var last = -1
    var lastKey: [UInt8] = []
    try rows.forEach { key, _ in
      if key.elementsEqual(lastKey) { return }
      lastKey.removeAll(keepingCapacity: true)
      lastKey.append(contentsOf: key)
      var decoder = RowDecoder(key)
      let position = decoder.ordinal()
      if position != last {
        starts.append((shards[position], bytes.count))
        last = position
      }
      var encoder = RowEncoder()
      encoder.string(decoder.rest())
      bytes.append(contentsOf: encoder.bytes)
    }
    try Files.replace(path, with: bytes)
    var sections: [Int: TaskOutput.Section] = [:]
    for (index, start) in starts.enumerated() {
      let end = index + 1 < starts.count ? starts[index + 1].offset : bytes.count
      sections[start.shard] = TaskOutput.Section(
        offset: start.offset, length: end - start.offset,
        digest: Digest(of: bytes[start.offset..<end]))
    }
    return TaskOutput(bytes: bytes.count, digest: Digest(of: bytes), sections: sections)
  }

  /// Reads a shard's messages from all partitions, sorted by bytes, each once.
  static func read(_ references: [SectionReference], in run: RunDirectory) throws -> ShardMessages {
    var all: [[UInt8]] = []
    for reference in references {
      let bytes = try section(reference, in: run)
      bytes.withUnsafeBytes { bytes in
        var decoder = RowDecoder(bytes)
        while !decoder.isAtEnd { all.append(Array(decoder.string())) }
      }
    }
    all.sort { $0.lexicographicallyPrecedes($1) }
    var messages = ShardMessages()
    for (index, message) in all.enumerated() where index == 0 || message != all[index - 1] {
      message.withUnsafeBytes { messages.append($0) }
    }
    return messages
  }

  private static func section(
    _ reference: SectionReference, in run: RunDirectory
  ) throws -> [UInt8] {
    let path = run.absolute(reference.path)
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw WarraqError.posix(.state, "cannot open", path) }
    defer { close(file) }
    var bytes = [UInt8](repeating: 0, count: reference.section.length)
    let count = pread(file, &bytes, bytes.count, off_t(reference.section.offset))
    guard count == bytes.count, Digest(of: bytes) == reference.section.digest else {
      throw WarraqError(
        .state, "\(path) does not match its checksum. Run the same command with --verify")
    }
    return bytes
  }
}
