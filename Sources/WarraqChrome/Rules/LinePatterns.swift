import WarraqCore
import WarraqText

/// A set of patterns of whole lines. `*` stands for any text, also for none.
///
/// Patterns are written as people spell: they are folded as texts are, once with the letters of Arabic
/// merged and once without, and punctuation at the ends of lines counts for nothing.
public struct LinePatterns: Sendable {
  /// By their hashes.
  private var whole: [UInt64: [UInt8]] = [:]
  /// Patterns with a star, by the first bytes of what stands before it.
  private var open: [UInt16: [[[UInt8]]]] = [:]

  public init(_ patterns: [String]) {
    for arabic in [ArabicFolding.always, .never] {
      var folding = LineFolding(arabic: arabic)
      for pattern in patterns { insert(pattern, &folding) }
    }
  }

  private mutating func insert(_ pattern: String, _ folding: inout LineFolding) {
    let pieces = pattern.split(separator: "*", omittingEmptySubsequences: false).map {
      folding.fold($0)
    }
    guard pieces.contains(where: { !$0.isEmpty }) else { return }
    guard pieces.count > 1 else {
      let line = LineFolding.core(pieces[0])
      whole[line.withUnsafeBytes { KeyHash.hash($0) }] = line
      return
    }
    var shape = pieces
    shape[0] = LineFolding.head(shape[0])
    shape[pieces.count - 1] = LineFolding.tail(shape[pieces.count - 1])
    let prefix = Self.prefix(shape[0])
    if open[prefix]?.contains(shape) != true { open[prefix, default: []].append(shape) }
  }

  /// Whether a folded line is of one of the patterns.
  func match(_ line: UnsafeRawBufferPointer) -> Bool {
    if whole[KeyHash.hash(line)]?.elementsEqual(line) == true { return true }
    if open.isEmpty { return false }
    // Without a first piece of two bytes or more, a pattern may match any line.
    return isOpen(line, Self.prefix(line)) || isOpen(line, 0)
  }

  private func isOpen(_ line: UnsafeRawBufferPointer, _ prefix: UInt16) -> Bool {
    guard let patterns = open[prefix] else { return false }
    return patterns.contains { Self.matches(line, $0) }
  }

  /// Patterns of fewer than two bytes before the star are under 0.
  private static func prefix(_ bytes: some Collection<UInt8>) -> UInt16 {
    var iterator = bytes.makeIterator()
    guard let first = iterator.next(), let second = iterator.next() else { return 0 }
    return UInt16(first) << 8 | UInt16(second)
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
