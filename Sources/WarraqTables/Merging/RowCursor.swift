import WarraqCore

/// Stands on one row of a sorted run, in memory or in a mapped section. A plain value of pointers:
/// whoever makes it keeps the run alive, and has checked the section against its digest.
struct RowCursor {
  /// The key's hash, or its first eight bytes; the greatest number at the end.
  private(set) var rank: UInt64 = 0
  private(set) var isAtEnd = false
  /// The current row: its encoding begins here.
  private(set) var row: UnsafeRawPointer
  private(set) var key: UnsafeRawPointer
  private(set) var keyCount = 0
  private(set) var valueCount = 0
  /// The shard that the run came from: ties between equal keys go by it.
  let position: Int

  private var next: UnsafeRawPointer
  private let limit: UnsafeRawPointer
  private var entry: UnsafePointer<RowEntry>?
  private var entriesLeft = 0
  private let isHash: Bool
  /// Where the memory of a mapped section begins that is still resident.
  private var resident: UnsafeRawPointer

  /// So much of a mapped section may be resident.
  private let window: Int

  /// Stands on the first row of a section, one of so many `runs` that are merged; `nil` if it has none.
  init?(section bytes: UnsafeRawBufferPointer, position: Int, isHash: Bool, runs: Int) {
    guard let base = bytes.baseAddress, !bytes.isEmpty else { return nil }
    (row, key, next, resident) = (base, base, base, base)
    limit = base + bytes.count
    window = Self.window(runs: runs)
    self.position = position
    self.isHash = isHash
    advance()
  }

  /// Stands on the first of some rows in memory; `nil` if there are none.
  init?(entries: UnsafeBufferPointer<RowEntry>) {
    guard let first = entries.first else { return nil }
    (row, key, next, resident, limit) = (first.row, first.row, first.row, first.row, first.row)
    entry = entries.baseAddress
    entriesLeft = entries.count
    window = 0
    position = 0
    isHash = false
    advance()
  }

  /// All runs together hold 16 MiB: a megabyte each where they are few, and never less than the 64 KiB
  /// that the system maps at once.
  private static func window(runs: Int) -> Int { min(1 << 20, max(64 << 10, (16 << 20) / runs)) }

  var keyBytes: UnsafeRawBufferPointer { UnsafeRawBufferPointer(start: key, count: keyCount) }

  var valueBytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: key + keyCount, count: valueCount)
  }

  var encoded: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(start: row, count: key + keyCount + valueCount - row)
  }

  /// Goes to the next row, or to the end.
  @inline(__always) mutating func advance() {
    if let current = entry {
      guard entriesLeft > 0 else { return end() }
      entriesLeft -= 1
      decode(at: current.pointee.row)
      rank = current.pointee.rank
      entry = current + 1
    } else {
      guard next < limit else { return end() }
      decode(at: next)
      rank = isHash ? KeyHash.hash(keyBytes) : RowBytes.prefix(key, keyCount)
      next = key + keyCount + valueCount
      if next - resident > window { release() }
    }
  }

  /// Whether this row's key is the given one.
  @inline(__always) func hasKey(_ rank: UInt64, _ other: UnsafeRawBufferPointer) -> Bool {
    self.rank == rank && !isAtEnd && keyCount == other.count && isEqual(other)
  }

  /// Whether this row comes before another one of equal rank: the ends last, then by key bytes,
  /// position and value bytes.
  func precedesAtEqualRank(_ other: RowCursor) -> Bool {
    if isAtEnd || other.isAtEnd { return !isAtEnd }
    let order = RowBytes.compare(key, keyCount, other.key, other.keyCount)
    if order != 0 { return order < 0 }
    if position != other.position { return position < other.position }
    return RowBytes.compare(
      key + keyCount, valueCount, other.key + other.keyCount, other.valueCount)
      < 0
  }

  /// Whether this row's key comes before that of another one of equal rank; the ends come last.
  @inline(__always) func keyPrecedesAtEqualRank(_ other: RowCursor) -> Bool {
    if isAtEnd || other.isAtEnd { return !isAtEnd }
    // Nearly always the keys are equal.
    if keyCount == other.keyCount, RowBytes.areEqual(key, other.key, keyCount) { return false }
    return RowBytes.compare(key, keyCount, other.key, other.keyCount) < 0
  }

  @inline(__always) private func isEqual(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let base = other.baseAddress else { return true }
    return RowBytes.areEqual(key, base, keyCount)
  }

  @inline(__always) private mutating func decode(at start: UnsafeRawPointer) {
    row = start
    var pointer = start
    keyCount = RowBytes.decodeLength(&pointer)
    valueCount = RowBytes.decodeLength(&pointer)
    key = pointer
  }

  private mutating func end() {
    isAtEnd = true
    rank = .max
  }

  /// Gives back the memory of what has been read; the current row may be read in again.
  private mutating func release() {
    MappedFile.release(from: resident, to: row)
    resident = row
  }
}
