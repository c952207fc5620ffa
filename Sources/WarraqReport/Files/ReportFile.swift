import WarraqCore

/// One file of the report while it is written: buffered, hashed as it goes, synced at the end.
final class ReportFile {
  let name: String
  private let file: OutputFile
  private var digest = ContentDigest()
  private let buffer: UnsafeMutableRawBufferPointer
  private var count = 0
  private var written = 0

  /// What the root hash knows of a finished file.
  struct Entry: Equatable {
    var name: String
    /// Bytes.
    var size: Int
    /// XXH3-128 of the content in hexadecimal digits.
    var digest: String
  }

  /// Creates the file.
  init(name: String, directory: String, capacity: Int = 1 << 18) throws {
    self.name = name
    file = try OutputFile(creating: directory + "/" + name)
    buffer = .allocate(byteCount: capacity, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// Appends what `body` puts into the room it gets, which has at least `room` bytes. `body` gives
  /// the number of bytes that it put there.
  @inline(__always)
  func append(room: Int, _ body: (UnsafeMutablePointer<UInt8>) -> Int) throws {
    if buffer.count - count < room {
      precondition(room <= buffer.count, "more room than the buffer has")
      try flush()
    }
    guard let base = buffer.baseAddress else { return }
    count += body((base + count).assumingMemoryBound(to: UInt8.self))
  }

  func append(_ text: String) throws {
    var text = text
    try text.withUTF8 { try append(UnsafeRawBufferPointer($0)) }
  }

  func append(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes[...]
    while !rest.isEmpty {
      let piece = rest.prefix(capacity)
      try append(room: piece.count) { room in
        UnsafeMutableRawBufferPointer(start: room, count: piece.count)
          .copyMemory(from: UnsafeRawBufferPointer(rebasing: piece))
        return piece.count
      }
      rest = rest.dropFirst(piece.count)
    }
  }

  /// The largest room that ``append(room:_:)`` can give.
  var capacity: Int { buffer.count }

  /// Writes what is left, syncs and closes.
  func finish() throws -> Entry {
    try flush()
    try file.sync()
    try file.finish()
    return Entry(name: name, size: written, digest: digest.hex)
  }

  private func flush() throws {
    let pending = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    digest.add(pending)
    try file.write(pending)
    written += count
    count = 0
  }
}
