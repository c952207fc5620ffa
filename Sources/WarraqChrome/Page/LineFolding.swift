import WarraqCore
import WarraqText

/// Folds single lines for comparison, where a document was not normalised or a pattern is made.
struct LineFolding {
  private let normalizer: Normalizer
  private var analysis = Analysis()

  init(arabic: ArabicFolding) { normalizer = Normalizer(arabic: arabic) }

  mutating func fold(_ text: some StringProtocol) -> [UInt8] {
    Array(text.utf8).withUnsafeBytes { text in withFolded(text) { Array($0) } }
  }

  /// Calls `body` with the folded text.
  mutating func withFolded<Result>(
    _ text: UnsafeRawBufferPointer, _ body: (UnsafeRawBufferPointer) -> Result
  ) -> Result {
    normalizer.normalize(text, language: nil, into: &analysis)
    return analysis.normalized.withUnsafeBytes(body)
  }

  /// The line without white space and punctuation at its ends: "» Read more…" is "read more".
  static func core(_ line: [UInt8]) -> [UInt8] {
    line.withUnsafeBytes { Array($0[core($0, 0..<line.count)]) }
  }

  /// The same of a part of some bytes, as a range.
  static func core(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    let start = range.upperBound - afterHead(bytes, range).count
    return start..<start + beforeTail(bytes, start..<range.upperBound).count
  }

  /// The beginning of a line as ``core(_:)`` leaves it.
  static func head(_ line: [UInt8]) -> [UInt8] {
    line.withUnsafeBytes { Array($0[afterHead($0, 0..<line.count)]) }
  }

  /// The end of a line as ``core(_:)`` leaves it.
  static func tail(_ line: [UInt8]) -> [UInt8] {
    line.withUnsafeBytes { Array($0[beforeTail($0, 0..<line.count)]) }
  }

  private static func afterHead(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int>
  {
    var start = range.lowerBound
    while start < range.upperBound,
      case let length = markLength(bytes, start, range.upperBound), length > 0
    {
      start += length
    }
    return start..<range.upperBound
  }

  private static func beforeTail(_ bytes: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int>
  {
    var end = range.upperBound
    while end > range.lowerBound,
      case let length = lastMarkLength(bytes, range.lowerBound, end), length > 0
    {
      end -= length
    }
    return range.lowerBound..<end
  }

  /// Punctuation beyond ASCII that lines of pages begin or end with: its UTF-8 bytes, as numbers.
  private static let marks: [UInt32] = "«»،؛؟…–—‘’“”•·›‹→←▶▼©®™。、！？".unicodeScalars.map {
    String($0).utf8.reduce(0) { $0 << 8 | UInt32($1) }
  }
  private static let isFirstByte = (0..<256).map { byte in
    marks.contains { $0 >> (8 * UInt32(length($0) - 1)) == byte }
  }

  private static func length(_ mark: UInt32) -> Int { mark > 0xFFFF ? 3 : 2 }

  /// The bytes of the mark at `start`, 0 if none is there.
  private static func markLength(_ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int) -> Int {
    let first = bytes[start]
    if first < 0x80 { return isMark(first) ? 1 : 0 }
    guard isFirstByte[Int(first)] else { return 0 }
    let length = first < 0xE0 ? 2 : 3
    guard start + length <= end else { return 0 }
    var mark: UInt32 = 0
    for index in start..<start + length { mark = mark << 8 | UInt32(bytes[index]) }
    return marks.contains(mark) ? length : 0
  }

  private static func lastMarkLength(
    _ bytes: UnsafeRawBufferPointer, _ start: Int, _ end: Int
  ) -> Int {
    var last = end - 1
    while last > start, bytes[last] & 0xC0 == 0x80 { last -= 1 }
    let length = markLength(bytes, last, end)
    return last + length == end ? length : 0
  }

  /// ASCII that is no letter and no digit.
  private static func isMark(_ byte: UInt8) -> Bool {
    switch byte {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "z"),
      UInt8(ascii: "A")...UInt8(ascii: "Z"):
      false
    default: byte < 0x80
    }
  }
}
