import WarraqCore

/// A line or a paragraph of a document.
struct TextUnit: Equatable {
  /// Numbers of its lines in the text, from 0. Normalising keeps line feeds, so these are the same in
  /// the published text.
  var lines: Range<Int>
  /// Its bytes in the text that tokens are made of, white space around it left out.
  var bytes: Range<Int>
}

/// Cuts texts into lines, or into paragraphs: lines without a blank one between them.
enum TextUnits {
  /// The units that are not blank, in order.
  static func find(_ text: UnsafeRawBufferPointer, paragraphs: Bool) -> [TextUnit] {
    var units: [TextUnit] = []
    var start = 0
    var line = 0
    var follows = false
    while start <= text.count {
      let end = text[start...].firstIndex(of: 0x0A) ?? text.count
      let bytes = trimmed(text, start..<end)
      if bytes.isEmpty {
        follows = false
      } else if paragraphs, follows, let last = units.indices.last {
        units[last].lines = units[last].lines.lowerBound..<line + 1
        units[last].bytes = units[last].bytes.lowerBound..<bytes.upperBound
      } else {
        units.append(TextUnit(lines: line..<line + 1, bytes: bytes))
        follows = true
      }
      line += 1
      start = end + 1
    }
    return units
  }

  /// ASCII white space is what lines of web pages end in.
  private static func trimmed(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(text[start]) { start += 1 }
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }

  private static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// The text without the lines whose numbers are in `removed`, which are ascending.
  static func text(_ text: [UInt8], without removed: [Int]) -> [UInt8] {
    var result: [UInt8] = []
    result.reserveCapacity(text.count)
    var next = removed.makeIterator()
    var gone = next.next()
    var isFirst = true
    for (number, line) in text.split(separator: 0x0A, omittingEmptySubsequences: false).enumerated()
    {
      if number == gone {
        gone = next.next()
        continue
      }
      if !isFirst { result.append(0x0A) }
      result += line
      isFirst = false
    }
    return result
  }
}
