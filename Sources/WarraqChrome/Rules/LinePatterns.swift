import WarraqCore
import WarraqText

/// A set of patterns of whole lines. `*` stands for any text, also for none.
///
/// Patterns are written as people spell: they are folded as texts are, once with the letters of Arabic
/// merged and once without, and punctuation at the ends of lines counts for nothing.
public struct LinePatterns: Sendable {
  /// Those without a star, by their hashes.
  private var whole = SparseTable<[UInt8]>()
  /// Those with one, by what they begin or end with; a pattern is in the first table that takes it.
  private var edges = [
    EdgeTable(.head, count: 8), EdgeTable(.head, count: 4), EdgeTable(.head, count: 2),
    EdgeTable(.tail, count: 8), EdgeTable(.tail, count: 4), EdgeTable(.tail, count: 2),
  ]
  private var filter = EdgeFilter()
  /// Those without two bytes at either end: they may match any line.
  private var others: [LinePattern] = []
  private var isEmpty = true

  public init(_ patterns: [String]) { insert(patterns) }

  /// Adds more of them.
  mutating func insert(_ patterns: [String]) {
    if patterns.isEmpty { return }
    for arabic in [ArabicFolding.always, .never] {
      var folding = LineFolding(arabic: arabic)
      for pattern in patterns { insert(pattern, &folding) }
    }
  }

  /// Whether a pattern can match a line: one of stars and punctuation alone cannot.
  public static func isPattern(_ text: String) -> Bool {
    var folding = LineFolding(arabic: .never)
    return isPattern(pieces(text, &folding))
  }

  private static func isPattern(_ pieces: [[UInt8]]) -> Bool {
    pieces.contains { !LineFolding.core($0).isEmpty }
  }

  /// What stands between the stars of a pattern, folded.
  private static func pieces(_ text: String, _ folding: inout LineFolding) -> [[UInt8]] {
    text.split(separator: "*", omittingEmptySubsequences: false).map { folding.fold($0) }
  }

  private mutating func insert(_ text: String, _ folding: inout LineFolding) {
    let pieces = Self.pieces(text, &folding)
    guard Self.isPattern(pieces) else { return }
    isEmpty = false
    guard pieces.count > 1 else {
      let line = LineFolding.core(pieces[0])
      whole[line.withUnsafeBytes { KeyHash.hash($0) }] = line
      return
    }
    let pattern = LinePattern(pieces)
    for index in edges.indices {
      guard let key = edges[index].insert(pattern) else { continue }
      return filter.insert(key, inTable: index)
    }
    if !others.contains(pattern) { others.append(pattern) }
  }

  /// Whether a folded line is of one of the patterns; `hash` is its ``KeyHash``.
  func match(_ line: UnsafeRawBufferPointer, hash: UInt64) -> Bool {
    guard !isEmpty else { return false }
    if let found = whole[hash], found.withUnsafeBytes({ $0.isEqual(to: line) }) { return true }
    guard line.count >= 2 else { return false }
    var tables = filter.tables(line)
    while tables != 0 {
      if edges[tables.trailingZeroBitCount].matches(line) { return true }
      tables &= tables - 1
    }
    return !others.isEmpty && others.contains { $0.matches(line) }
  }
}

/// Patterns by so many bytes at one end: 8, 4 or 2.
private struct EdgeTable: Sendable {
  enum Side { case head, tail }

  private let side: Side
  private let count: Int
  private var patterns: [UInt64: [LinePattern]] = [:]

  init(_ side: Side, count: Int) {
    self.side = side
    self.count = count
  }

  /// Takes a pattern that has bytes enough at this end; returns under which number, or `nil` if it has not.
  mutating func insert(_ pattern: LinePattern) -> UInt64? {
    let piece = side == .head ? pattern.head : pattern.tail
    guard let key = piece.withUnsafeBytes({ key($0) }) else { return nil }
    var listed = patterns[key] ?? []
    if !listed.contains(pattern) { listed.append(pattern) }
    patterns[key] = listed
    return key
  }

  func matches(_ line: UnsafeRawBufferPointer) -> Bool {
    guard let key = key(line), let listed = patterns[key] else { return false }
    return listed.contains { $0.matches(line) }
  }

  private func key(_ bytes: UnsafeRawBufferPointer) -> UInt64? {
    guard bytes.count >= count else { return nil }
    let start = side == .head ? 0 : bytes.count - count
    return bytes[start..<start + count].reversed().reduce(0) { $0 << 8 | UInt64($1) }
  }
}

/// Turns away lines that none of the tables by 8, 4 and 2 bytes, of heads and then of tails, holds a pattern
/// for: nearly all, at the price of two loads.
private struct EdgeFilter: Sendable {
  private var filter = BitFilter(count: 6)

  mutating func insert(_ key: UInt64, inTable table: Int) { filter.insert(key, in: table) }

  /// A bit for each table that may hold a pattern for a line.
  func tables(_ line: UnsafeRawBufferPointer) -> UInt {
    guard line.count >= 8 else { return 0b111_111 }
    let head = UInt64(littleEndian: line.loadUnaligned(as: UInt64.self))
    let end = line.count - 8
    let tail = UInt64(littleEndian: line.loadUnaligned(fromByteOffset: end, as: UInt64.self))
    return filter.test(head, in: 0) | filter.test(head & 0xFFFF_FFFF, in: 1)
      | filter.test(head & 0xFFFF, in: 2) | filter.test(tail, in: 3)
      | filter.test(tail >> 32, in: 4) | filter.test(tail >> 48, in: 5)
  }
}
