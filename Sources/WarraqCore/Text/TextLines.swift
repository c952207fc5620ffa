import Glibc

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

  /// The place of the next line feed, or the end of the text.
  @usableFromInline static func lineFeed(
    in text: UnsafeRawBufferPointer, from start: Int
  ) -> Int {
    guard start < text.count, let base = text.baseAddress,
      let found = memchr(base + start, 0x0A, text.count - start)
    else { return text.count }
    return UnsafeRawPointer(found) - base
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

  /// What goes where lines are taken out of a text: the bytes of neighbouring lines with the line feeds
  /// behind them, or before them at the end of the text. `numbers` ascend.
  public static func pieces(of numbers: [Int], in text: UnsafeRawBufferPointer) -> [Range<Int>] {
    var pieces: [Range<Int>] = []
    var (start, number, next) = (0, 0, 0)
    while start <= text.count, next < numbers.count {
      let end = lineFeed(in: text, from: start)
      if number == numbers[next] {
        next += 1
        append(start..<min(end + 1, text.count), to: &pieces)
        // What is left ends without a line feed, unless it is a line of its own.
        if end == text.count, let piece = pieces.popLast() {
          pieces.append(max(0, piece.lowerBound - 1)..<text.count)
        }
      }
      number += 1
      start = end + 1
    }
    return pieces
  }

  private static func append(_ piece: Range<Int>, to pieces: inout [Range<Int>]) {
    if let last = pieces.last, last.upperBound == piece.lowerBound {
      pieces[pieces.count - 1] = last.lowerBound..<piece.upperBound
    } else {
      pieces.append(piece)
    }
  }

  /// Takes pieces, which ascend, out of a text.
  public static func remove(_ pieces: [Range<Int>], from text: inout [UInt8]) {
    guard let first = pieces.first else { return }
    let count = text.count
    var end = first.lowerBound
    text.withUnsafeMutableBytes { text in
      for (index, piece) in pieces.enumerated() {
        let kept =
          piece.upperBound..<(index + 1 < pieces.count ? pieces[index + 1].lowerBound : count)
        guard let base = text.baseAddress else { return }
        (base + end).copyMemory(from: base + kept.lowerBound, byteCount: kept.count)
        end += kept.count
      }
    }
    text.removeLast(count - end)
  }

  /// The text without the lines whose numbers are in `numbers`, which ascend.
  public static func text(_ text: [UInt8], without numbers: [Int]) -> [UInt8] {
    var result = text
    remove(text.withUnsafeBytes { pieces(of: numbers, in: $0) }, from: &result)
    return result
  }
}
