import WarraqCore
import WarraqText

/// A set of patterns of whole lines. `*` stands for any text, also for none.
///
/// Patterns are written as people spell: they are folded as texts are, once with the letters of Arabic
/// merged and once without, and punctuation at the ends of lines counts for nothing.
public struct LinePatterns: Sendable {
  /// By their hashes.
  private var whole: [UInt64: [UInt8]] = [:]
  /// Patterns with a star, by the first two bytes of what stands before it.
  private var open: [UInt16: [[[UInt8]]]] = [:]
  /// Those that begin with one, by the last two bytes.
  private var closed: [UInt16: [[[UInt8]]]] = [:]

  public init(_ patterns: [String]) {
    for arabic in [ArabicFolding.always, .never] {
      var folding = LineFolding(arabic: arabic)
      for pattern in patterns { insert(pattern, &folding) }
    }
  }

  /// Whether a pattern can match a line: one of stars and punctuation alone cannot.
  public static func isPattern(_ text: String) -> Bool {
    var folding = LineFolding(arabic: .never)
    return text.split(separator: "*").contains { !LineFolding.core(folding.fold($0)).isEmpty }
  }

  private mutating func insert(_ pattern: String, _ folding: inout LineFolding) {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map {
      folding.fold($0)
    }
    guard Self.isPattern(pattern) else { return }
    guard pieces.count > 1 else {
      let line = LineFolding.core(pieces[0])
      whole[line.withUnsafeBytes { KeyHash.hash($0) }] = line
      return
    }
    var shape = pieces
    shape[0] = LineFolding.head(shape[0])
    shape[pieces.count - 1] = LineFolding.tail(shape[pieces.count - 1])
    let (first, last) = (
      Self.pair(shape[0].prefix(2)), Self.pair(shape[pieces.count - 1].suffix(2))
    )
    if first == 0, last != 0 {
      if closed[last]?.contains(shape) != true { closed[last, default: []].append(shape) }
    } else if open[first]?.contains(shape) != true {
      open[first, default: []].append(shape)
    }
  }

  /// Whether a folded line is of one of the patterns.
  func match(_ line: UnsafeRawBufferPointer) -> Bool {
    if whole[KeyHash.hash(line)]?.elementsEqual(line) == true { return true }
    guard line.count >= 2 else { return false }
    // A pattern without two bytes at either end may match any line.
    return Self.matches(line, open[Self.pair(line.prefix(2))])
      || Self.matches(line, closed[Self.pair(line.suffix(2))]) || Self.matches(line, open[0])
  }

  private static func matches(_ line: UnsafeRawBufferPointer, _ patterns: [[[UInt8]]]?) -> Bool {
    patterns?.contains { matches(line, $0) } ?? false
  }

  /// Two bytes as a number; 0 where there are fewer.
  private static func pair(_ bytes: some Collection<UInt8>) -> UInt16 {
    bytes.count < 2 ? 0 : bytes.reduce(0) { $0 << 8 | UInt16($1) }
  }

  /// The first piece at the beginning, the last at the end, the others between them in order: each at
  /// the first place where it fits, which leaves most for the next.
  private static func matches(_ line: UnsafeRawBufferPointer, _ pieces: [[UInt8]]) -> Bool {
    guard let first = pieces.first, let last = pieces.last, line.starts(with: first) else {
      return false
    }
    var start = first.count
    for piece in pieces[1..<(pieces.count - 1)] where !piece.isEmpty {
      guard let found = find(piece, in: line, from: start) else { return false }
      start = found + piece.count
    }
    return line.count - last.count >= start && line.suffix(last.count).elementsEqual(last)
  }

  private static func find(
    _ piece: [UInt8], in line: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    guard start + piece.count <= line.count else { return nil }
    return (start...(line.count - piece.count)).first {
      line[$0..<($0 + piece.count)].elementsEqual(piece)
    }
  }
}
