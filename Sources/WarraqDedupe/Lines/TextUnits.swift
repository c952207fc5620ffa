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
    var follows = false
    TextLines.forEach(in: text) { line, bytes in
      if bytes.isEmpty {
        follows = false
      } else if paragraphs, follows, let last = units.indices.last {
        units[last].lines = units[last].lines.lowerBound..<line + 1
        units[last].bytes = units[last].bytes.lowerBound..<bytes.upperBound
      } else {
        units.append(TextUnit(lines: line..<line + 1, bytes: bytes))
        follows = true
      }
    }
    return units
  }
}
