public import WarraqCore

/// The rows of one section, in order: all of them with ``forEach(_:)``, or one by one with
/// ``next()``.
public final class SectionReader: RowSource {
  let bytes: UnsafeRawBufferPointer
  /// Keeps the bytes mapped.
  private let file: MappedFile
  private var cursor: RowCursor?
  private var hasBegun = false

  /// Opens a section by what the ``RowFileSummary`` of its file said, and checks its rows against their
  /// digest. What else is in the file is not looked at.
  ///
  /// Throws a ``WarraqError`` of code `state` when the file is missing or the rows differ.
  public convenience init(path: String, offset: Int, length: Int, digest: String) throws {
    try self.init(
      of: try MappedFile(path: path), path: path, offset: offset, length: length, digest: digest)
  }

  init(of file: MappedFile, path: String, offset: Int, length: Int, digest: String) throws {
    self.file = file
    guard offset >= 0, length >= 0, length <= file.bytes.count - offset else {
      throw RowFileFormat.damaged(path, "it was cut off")
    }
    bytes = UnsafeRawBufferPointer(rebasing: file.bytes[offset..<offset + length])
    guard Self.digest(of: bytes).hex == digest else {
      throw RowFileFormat.damaged(path, "its rows from byte \(offset) on are damaged")
    }
  }

  private static func digest(of bytes: UnsafeRawBufferPointer) -> RowChecksum.Digest {
    let window = 1 << 20
    var checksum = RowChecksum()
    var rest = bytes
    while let base = rest.baseAddress, !rest.isEmpty {
      let count = min(window, rest.count)
      checksum.update(UnsafeRawBufferPointer(rebasing: rest[..<count]))
      MappedFile.release(from: base, to: base + count)
      rest = UnsafeRawBufferPointer(rebasing: rest[count...])
    }
    return checksum.digest()
  }

  /// The next row, or `nil` after the last one. Its bytes are valid as long as the reader is.
  public func next() -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
    if hasBegun {
      cursor?.advance()
    } else {
      cursor = RowCursor(section: bytes, position: 0, isHash: false, runs: 1)
      hasBegun = true
    }
    guard let cursor, !cursor.isAtEnd else { return nil }
    return (cursor.keyBytes, cursor.valueBytes)
  }

  /// Calls `body` with every row from the first one, wherever ``next()`` stands.
  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard var cursor = RowCursor(section: bytes, position: 0, isHash: false, runs: 1) else {
      return
    }
    while !cursor.isAtEnd {
      try body(cursor.keyBytes, cursor.valueBytes)
      cursor.advance()
    }
  }
}
