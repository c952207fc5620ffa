import WarraqCore

/// A name in a text, as a program gives it: offsets count code points.
struct CommandSpan: Decodable, Equatable {
  var start: Int
  var end: Int
  var type: String
}

extension EntitySpan {
  /// The spans of a text, in the order of their places; nil where one is empty, out of range, or
  /// overlaps another one.
  static func spans(_ given: [CommandSpan], in text: [UInt8]) -> [EntitySpan]? {
    var cursor = CodePointCursor(text)
    var spans: [EntitySpan] = []
    spans.reserveCapacity(given.count)
    for span in given.sorted(by: { ($0.start, $0.end) < ($1.start, $1.end) }) {
      guard span.start < span.end, let start = cursor.offset(ofCodePoint: span.start),
        let end = cursor.offset(ofCodePoint: span.end)
      else { return nil }
      spans.append(
        EntitySpan(name: start..<end, form: start..<end, type: EntityType(rawValue: span.type)))
    }
    return spans
  }
}

/// Looks up in UTF-8 where code points begin, from front to back.
private struct CodePointCursor {
  private let text: [UInt8]
  private var codePoint = 0
  private var offset = 0

  init(_ text: [UInt8]) { self.text = text }

  /// The offset of a code point, or the end of the text; nil behind that, or before the last answer.
  mutating func offset(ofCodePoint wanted: Int) -> Int? {
    while codePoint < wanted, offset < text.count {
      codePoint += 1
      repeat { offset += 1 } while offset < text.count && text[offset] & 0xC0 == 0x80
    }
    return codePoint == wanted ? offset : nil
  }
}
