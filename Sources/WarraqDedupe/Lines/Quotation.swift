/// How a report quotes a line or paragraph.
enum Quotation {
  /// Code points of the longest quotation; an ellipsis stands for what is behind it.
  static let limit = 200

  /// The lines with these numbers as they are published, without white space at the ends, cut at the
  /// limit.
  static func text(of lines: Range<Int>, in text: [UInt8]) -> [UInt8] {
    let all = text.split(
      separator: 0x0A, maxSplits: lines.upperBound, omittingEmptySubsequences: false)
    let quoted = all[min(lines.lowerBound, all.count)..<min(lines.upperBound, all.count)]
    let isSpace = { (byte: UInt8) in byte == 0x20 || 0x09...0x0D ~= byte }
    let bytes = Array(quoted.joined(separator: [0x0A])).drop(while: isSpace)
    let end = bytes.lastIndex { !isSpace($0) }.map { $0 + 1 } ?? bytes.startIndex
    let scalars = String(decoding: bytes[..<end], as: UTF8.self).unicodeScalars
    guard let cut = scalars.index(scalars.startIndex, offsetBy: limit, limitedBy: scalars.endIndex),
      cut < scalars.endIndex
    else { return Array(bytes[..<end]) }
    return Array(String(scalars[..<cut]).utf8) + "…".utf8
  }
}
