/// A text that is scanned: valid UTF-8 that someone else holds.
struct SourceText {
  let bytes: UnsafePointer<UInt8>
  let count: Int

  /// The code point at `position`, which is before the end.
  @inline(__always) func codePoint(at position: Int) -> (codePoint: UInt32, length: Int) {
    UTF8Bytes.decode(bytes + position, available: count - position)
  }

  /// The code point before `position`, which is not the start of the text.
  @inline(__always) func codePoint(before position: Int) -> (codePoint: UInt32, start: Int) {
    let start = UTF8Bytes.previous(bytes, before: position)
    return (codePoint(at: start).codePoint, start)
  }
}
