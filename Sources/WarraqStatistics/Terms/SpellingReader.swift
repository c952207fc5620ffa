import WarraqCore

/// A document's text as published, and how its normalised text maps to it.
struct PublishedText {
  var bytes: UnsafeRawBufferPointer
  /// `nil` where the document was not normalised: both are one then.
  var alignment: Alignment?
  var normalizedCount: Int

  /// The bytes that a token was made from.
  func spelling(of range: Range<Int>) -> UnsafeRawBufferPointer {
    guard let alignment else { return UnsafeRawBufferPointer(rebasing: bytes[range]) }
    let source = alignment.source(
      of: range, normalizedCount: normalizedCount, sourceCount: bytes.count)
    return UnsafeRawBufferPointer(rebasing: bytes[source])
  }
}

/// Looks up how a token was spelled in the published text, without bidirectional controls: those
/// belong to the layout, not to the word.
struct SpellingReader {
  private var cleaned: [UInt8] = []

  /// Calls `body` with the spelling of a token.
  @inline(__always) mutating func withSpelling(
    of range: Range<Int>, in text: borrowing PublishedText, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    let bytes = text.spelling(of: range)
    if Self.hasControl(bytes) { clean(bytes, body) } else { body(bytes) }
  }

  @inline(never) private mutating func clean(
    _ bytes: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    cleaned.removeAll(keepingCapacity: true)
    var index = 0
    while index < bytes.count {
      let length = Self.controlLength(bytes, at: index)
      if length == 0 { cleaned.append(bytes[index]) }
      index += max(1, length)
    }
    cleaned.withUnsafeBytes(body)
  }

  private static func hasControl(_ bytes: UnsafeRawBufferPointer) -> Bool {
    for index in bytes.indices where controlLength(bytes, at: index) > 0 { return true }
    return false
  }

  /// The number of bytes of the control that begins here, or 0: U+061C, U+200E, U+200F, U+202A to
  /// U+202E, U+2066 to U+2069.
  @inline(__always) private static func controlLength(
    _ bytes: UnsafeRawBufferPointer, at index: Int
  ) -> Int {
    switch bytes[index] {
    case 0xD8: return index + 1 < bytes.count && bytes[index + 1] == 0x9C ? 2 : 0
    case 0xE2:
      guard index + 2 < bytes.count else { return 0 }
      switch (bytes[index + 1], bytes[index + 2]) {
      case (0x80, 0x8E...0x8F), (0x80, 0xAA...0xAE), (0x81, 0xA6...0xA9): return 3
      default: return 0
      }
    default: return 0
    }
  }
}
