import WarraqCore

/// A document's text as published, and how its normalised text maps to it. Looked into in the order
/// of the tokens.
struct PublishedText {
  private let bytes: UnsafeRawBufferPointer
  /// `nil` where the document was not normalised: both are one then.
  private var cursor: AlignmentCursor?

  init(_ bytes: UnsafeRawBufferPointer, _ analysis: Analysis) {
    self.bytes = bytes
    guard analysis.isNormalized else { return }
    cursor = AlignmentCursor(
      analysis.alignment, normalizedCount: analysis.normalized.count, sourceCount: bytes.count)
  }

  /// The bytes that a token was made from.
  mutating func spelling(of range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[cursor?.source(of: range) ?? range])
  }
}

/// Looks up how a token was spelled in the published text, without bidirectional controls: those
/// belong to the layout, not to the word.
struct SpellingReader {
  private var cleaned: [UInt8] = []

  /// Calls `body` with the spelling of a token.
  @inline(__always) mutating func withSpelling(
    of range: Range<Int>, in text: inout PublishedText, _ body: (UnsafeRawBufferPointer) -> Void
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
    guard mayHaveControl(bytes) else { return false }
    for index in bytes.indices where controlLength(bytes, at: index) > 0 { return true }
    return false
  }

  /// Whether some byte is 0xE2 or 0x9C, one of which all controls hold and few words: eight bytes at
  /// a time, the last ones again with those before them.
  @inline(__always) private static func mayHaveControl(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    guard count >= 8 else { return bytes.contains { $0 == 0xE2 || $0 == 0x9C } }
    var offset = 0
    while offset < count {
      let start = min(offset, count - 8)
      let word = bytes.loadUnaligned(fromByteOffset: start, as: UInt64.self)
      if hasZero(word ^ 0xE2E2_E2E2_E2E2_E2E2) || hasZero(word ^ 0x9C9C_9C9C_9C9C_9C9C) {
        return true
      }
      offset += 8
    }
    return false
  }

  @inline(__always) private static func hasZero(_ word: UInt64) -> Bool {
    (word &- 0x0101_0101_0101_0101) & ~word & 0x8080_8080_8080_8080 != 0
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
