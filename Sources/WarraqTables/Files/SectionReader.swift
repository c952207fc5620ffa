public import WarraqCore

/// The rows of one section, in order: all of them with ``forEach(_:)``, or one by one with
/// ``next()``.
public final class SectionReader: RowSource {
  let bytes: UnsafeRawBufferPointer
  /// Keeps the bytes mapped.
  private let file: MappedFile
  private var cursor: RowCursor?
  private var hasBegun = false

  init(bytes: UnsafeRawBufferPointer, file: MappedFile) {
    self.bytes = bytes
    self.file = file
  }

  /// The next row, or `nil` after the last one. Its bytes are valid as long as the reader is.
  public func next() -> (key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer)? {
    if hasBegun {
      cursor?.advance()
    } else {
      cursor = RowCursor(section: bytes, position: 0, isHash: false)
      hasBegun = true
    }
    guard let cursor, !cursor.isAtEnd else { return nil }
    return (cursor.keyBytes, cursor.valueBytes)
  }

  /// Calls `body` with every row from the first one, wherever ``next()`` stands.
  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    guard var cursor = RowCursor(section: bytes, position: 0, isHash: false) else { return }
    while !cursor.isAtEnd {
      try body(cursor.keyBytes, cursor.valueBytes)
      cursor.advance()
    }
  }
}
