/// Cuts texts into lines and takes lines out. A line ends at a line feed, which stays out of it.
public enum TextLines {
  /// Calls `body` with the number, from 0, and the bytes of each line. A line that is empty, or holds
  /// ASCII white space alone, has an empty range; of others white space at both ends stays out.
  @inlinable public static func forEach(
    in text: UnsafeRawBufferPointer, _ body: (_ number: Int, _ range: Range<Int>) throws -> Void
  ) rethrows {
    var start = 0
    var number = 0
    while start <= text.count {
      let end = lineFeed(in: text, from: start)
      try body(number, trimmed(text, start..<end))
      number += 1
      start = end + 1
    }
  }

  /// The place of the next line feed, or the end of the text. Eight bytes at a time: a byte of `same` is
  /// zero where the text has one, and the lowest zero byte is found exactly (Warren, "Hacker's Delight",
  /// section 6-1).
  @inlinable static func lineFeed(in text: UnsafeRawBufferPointer, from start: Int) -> Int {
    let ones: UInt64 = 0x0101_0101_0101_0101
    var place = start
    while place + 8 <= text.count {
      let word = text.loadUnaligned(fromByteOffset: place, as: UInt64.self)
      let same = UInt64(littleEndian: word) ^ (ones &* 0x0A)
      let found = (same &- ones) & ~same & (ones << 7)
      if found != 0 { return place + found.trailingZeroBitCount / 8 }
      place += 8
    }
    while place < text.count, text[place] != 0x0A { place += 1 }
    return place
  }

  /// The range without ASCII white space at its ends.
  @inlinable public static func trimmed(
    _ text: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> Range<Int> {
    var (start, end) = (range.lowerBound, range.upperBound)
    while start < end, isSpace(text[start]) { start += 1 }
    while end > start, isSpace(text[end - 1]) { end -= 1 }
    return start..<end
  }

  @inlinable static func isSpace(_ byte: UInt8) -> Bool { byte == 0x20 || 0x09...0x0D ~= byte }

  /// The text without the lines whose numbers are in `removed`, which ascend.
  public static func text(_ text: [UInt8], without removed: [Int]) -> [UInt8] {
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
