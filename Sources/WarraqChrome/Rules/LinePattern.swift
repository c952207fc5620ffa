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

/// A table by numbers that mostly holds none of those it is asked for: a filter turns them away.
struct SparseTable<Value: Sendable>: Sendable {
  private static var filterBits: UInt64 { 12 }
  private var filter = [UInt64](repeating: 0, count: 1 << (Self.filterBits - 6))
  private var values: [UInt64: Value] = [:]

  subscript(key: UInt64) -> Value? {
    get {
      let bit = Self.bit(key)
      return filter[bit >> 6] >> (bit & 63) & 1 == 0 ? nil : values[key]
    }
    set {
      filter[Self.bit(key) >> 6] |= 1 << (Self.bit(key) & 63)
      values[key] = newValue
    }
  }

  /// A place in the filter: the high bits of a product (Knuth, "The Art of Computer Programming" 3,
  /// section 6.4).
  private static func bit(_ key: UInt64) -> Int {
    Int((key &* 0x9E37_79B9_7F4A_7C15) >> (64 - filterBits))
  }
}
