import Glibc
import WarraqCore

/// One file of the report while it is written: buffered, hashed as it goes, synced at the end.
final class ReportFile {
  let name: String
  private let path: String
  private let digest: ContentDigest
  private var descriptor: Int32
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

  /// Creates the file, which must not be there yet.
  init(name: String, directory: String, capacity: Int = 1 << 18) throws {
    self.name = name
    path = directory + "/" + name
    digest = try ContentDigest()
    buffer = .allocate(byteCount: capacity, alignment: 64)
    descriptor = open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw OutputFailure.system("create", path) }
  }

  deinit {
    if descriptor >= 0 { close(descriptor) }
    buffer.deallocate()
  }

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
    if fsync(descriptor) != 0 { throw OutputFailure.system("sync", path) }
    let status = close(descriptor)
    descriptor = -1
    if status != 0 { throw OutputFailure.system("close", path) }
    return Entry(name: name, size: written, digest: digest.hex)
  }

  private func flush() throws {
    let pending = UnsafeRawBufferPointer(rebasing: buffer[..<count])
    digest.update(pending)
    var done = 0
    while done < pending.count {
      let result = write(descriptor, pending.baseAddress.map { $0 + done }, pending.count - done)
      if result > 0 {
        done += result
      } else if result == 0 || errno != EINTR {
        throw OutputFailure.system("write", path)
      }
    }
    written += count
    count = 0
  }
}
