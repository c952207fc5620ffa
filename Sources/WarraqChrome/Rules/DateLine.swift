/// Tells lines that say when a story was published. They recur on every page of a day.
enum DateLine {
  /// A line of few words that holds a year, or numbers around a separator as in 3/5/2024 or 12:30, and
  /// is no copyright.
  static func isOne(_ line: UnsafeRawBufferPointer) -> Bool {
    guard line.contains(where: isDigit) else { return false }
    var count = 0
    var isDated = false
    for word in LineWords(line) {
      count += 1
      if count > 8 || isCopyright(word) { return false }
      isDated = isDated || isYear(word) || isDateOrTime(word)
    }
    return isDated
  }

  private static let copyright = ["copyright", "rights", "حقوق", "الحقوق"].map { Array($0.utf8) }

  private static func isCopyright(_ word: UnsafeRawBufferPointer) -> Bool {
    copyright.contains { word.elementsEqual($0) }
  }

  private static func isYear(_ word: UnsafeRawBufferPointer) -> Bool {
    let digits = word.prefix(while: isDigit)
    return digits.count == 4 && (digits.starts(with: "19".utf8) || digits.starts(with: "20".utf8))
  }

  private static func isDateOrTime(_ word: UnsafeRawBufferPointer) -> Bool {
    let first = word.prefix(while: isDigit)
    let rest = word.dropFirst(first.count)
    guard 1...4 ~= first.count, let separator = rest.first else { return false }
    return "/-.:".utf8.contains(separator) && rest.dropFirst().first.map(isDigit) == true
  }

  private static func isDigit(_ byte: UInt8) -> Bool {
    UInt8(ascii: "0")...UInt8(ascii: "9") ~= byte
  }
}
