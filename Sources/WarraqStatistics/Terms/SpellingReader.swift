import WarraqCore

/// Looks up how a token was spelled in the published text, without bidirectional controls: those
/// belong to the layout, not to the word.
struct SpellingReader {
  private var cleaned: [UInt8] = []

  /// Calls `body` with the spelling of a token.
  mutating func withSpelling<R>(
    of range: Range<Int>, in document: Document, _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    let analysis = document.analysis
    guard analysis.isNormalized else {
      return try withoutControls(document.text, range, body)
    }
    let source = analysis.alignment.source(
      of: range, normalizedCount: analysis.normalized.count, sourceCount: document.text.count)
    return try withoutControls(document.text, source, body)
  }

  private mutating func withoutControls<R>(
    _ text: [UInt8], _ range: Range<Int>, _ body: (UnsafeRawBufferPointer) throws -> R
  ) rethrows -> R {
    try text.withUnsafeBytes { all in
      let bytes = UnsafeRawBufferPointer(rebasing: all[range])
      guard Self.hasControl(bytes) else { return try body(bytes) }
      cleaned.removeAll(keepingCapacity: true)
      var index = 0
      while index < bytes.count {
        let length = Self.controlLength(bytes, at: index)
        if length == 0 { cleaned.append(bytes[index]) }
        index += max(1, length)
      }
      return try cleaned.withUnsafeBytes(body)
    }
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
