import WarraqCore

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

  /// A bit for each of their lengths.
  private static let lengths = copyright.reduce(UInt64(0)) { $0 | 1 << UInt64($1.count) }

  private static func isCopyright(_ word: UnsafeRawBufferPointer) -> Bool {
    guard word.count < 64, lengths >> UInt64(word.count) & 1 != 0 else { return false }
    return copyright.contains { $0.withUnsafeBytes { $0.isEqual(to: word) } }
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
