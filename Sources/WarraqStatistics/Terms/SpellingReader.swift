import WarraqCore

/// A document's text as published, and how its normalised text maps to it. Looked into in the order
/// of the tokens.
struct PublishedText {
  private let bytes: UnsafeRawBufferPointer
  /// `nil` where the document was not normalised: both are one then.
  private var cursor: AlignmentCursor?

  /// Calls `body` with the published text of a document. Valid during the call.
  @inline(__always) static func with(_ document: Document, _ body: (inout Self) -> Void) {
    document.text.withUnsafeBytes { bytes in
      guard document.analysis.isNormalized else {
        var text = Self(bytes: bytes, cursor: nil)
        return body(&text)
      }
      let count = document.analysis.normalized.count
      document.analysis.alignment.withCursor(normalizedCount: count, sourceCount: bytes.count) {
        var text = Self(bytes: bytes, cursor: $0)
        body(&text)
      }
    }
  }

  /// The bytes that a token was made from.
  @inline(__always) mutating func spelling(of range: Range<Int>) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: bytes[cursor?.source(of: range) ?? range])
  }
}

/// Looks up how a token was spelled in the published text, without bidirectional controls: those
/// belong to the layout, not to the word.
struct SpellingReader {
  private var cleaned = UnsafeMutableRawBufferPointer.allocate(byteCount: 64, alignment: 1)

  /// The spelling of a token. Valid until the next call.
  @inline(__always) mutating func spelling(
    of range: Range<Int>, in text: inout PublishedText
  ) -> UnsafeRawBufferPointer {
    let bytes = text.spelling(of: range)
    return Self.mayHaveControl(bytes) ? clean(bytes) : bytes
  }

  /// Gives the memory back; to be called once, by the owner.
  func deallocate() { cleaned.deallocate() }

  @inline(never) private mutating func clean(
    _ bytes: UnsafeRawBufferPointer
  ) -> UnsafeRawBufferPointer {
    if cleaned.count < bytes.count {
      cleaned.deallocate()
      cleaned = .allocate(byteCount: 2 * bytes.count, alignment: 1)
    }
    var count = 0
    var index = 0
    while index < bytes.count {
      let length = BidirectionalControl.length(in: bytes, at: index)
      if length == 0 {
        cleaned[count] = bytes[index]
        count += 1
      }
      index += max(1, length)
    }
    return UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(cleaned)[..<count])
  }

  /// Whether some byte is 0xE2 or 0x9C, one of which all controls hold and few words: eight bytes at
  /// a time, the last ones again with those before them.
  @inline(__always) private static func mayHaveControl(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let count = bytes.count
    guard count >= 8 else { return bytes.contains { $0 == 0xE2 || $0 == 0x9C } }
    var offset = 0
    while offset < count {
      let eight = EightBytes(bytes, at: min(offset, count - 8))
      if eight.holds(0xE2) | eight.holds(0x9C) != 0 { return true }
      offset += 8
    }
    return false
  }
}
