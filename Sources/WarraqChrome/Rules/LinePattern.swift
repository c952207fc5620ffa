import CWarraqSystem
import Glibc
import WarraqCore

/// A pattern of a line with stars, folded: what stands before the first star, between stars, and behind the
/// last one.
struct LinePattern: Equatable, Sendable {
  var head: [UInt8]
  var middle: [[UInt8]]
  var tail: [UInt8]

  /// - Parameter pieces: what stands between the stars, two at least.
  init(_ pieces: [[UInt8]]) {
    head = LineFolding.head(pieces[0])
    middle = pieces[1..<(pieces.count - 1)].filter { !$0.isEmpty }
    tail = LineFolding.tail(pieces[pieces.count - 1])
  }

  /// Each piece of the middle is looked for behind the one before it: at the first place where it fits,
  /// which leaves most for the next.
  func matches(_ line: UnsafeRawBufferPointer) -> Bool {
    let room = line.count - tail.count
    guard room >= head.count, Self.stands(head, in: line, at: 0),
      Self.stands(tail, in: line, at: room)
    else { return false }
    var start = head.count
    for piece in middle {
      guard let found = Self.find(piece, in: line, from: start) else { return false }
      start = found + piece.count
    }
    return start <= room
  }

  private static func stands(
    _ piece: [UInt8], in line: UnsafeRawBufferPointer, at start: Int
  ) -> Bool {
    piece.withUnsafeBytes { piece in
      guard let base = line.baseAddress, let bytes = piece.baseAddress else { return piece.isEmpty }
      return memcmp(base + start, bytes, piece.count) == 0
    }
  }

  private static func find(
    _ piece: [UInt8], in line: UnsafeRawBufferPointer, from start: Int
  ) -> Int? {
    piece.withUnsafeBytes { piece in
      guard let base = line.baseAddress, let bytes = piece.baseAddress, start <= line.count,
        let found = warraq_find(base + start, line.count - start, bytes, piece.count)
      else { return nil }
      return found - base
    }
  }
}
