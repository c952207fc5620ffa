public import WarraqCore

/// One record as it stands in the input.
public struct RawRecord: Sendable {
  /// Its bytes in the block, without the line break behind it. Of a record that is too large: the
  /// first ``ShardReader/keptBytes`` of them.
  public var range: Range<Int>
  public var place: Place
  /// Bytes of the whole record; more than `range` holds only for a record that is too large.
  public var length: Int
  /// Set when the record is bad already: too large, or the place where the input is damaged.
  public var problem: BadRecord?
}

/// Whole records: some hundred kilobytes of them, or what one unit of the input yields. A lane reuses
/// one block for everything it reads.
public final class RecordBlock {
  /// In the order of the input. Lines of white space are no records.
  public internal(set) var records: [RawRecord] = []

  /// Decoded bytes; 64 more are readable behind them.
  private(set) var buffer: UnsafeMutableRawBufferPointer
  var used = 0

  static let padding = 64

  public init() {
    buffer = .allocate(byteCount: (5 << 18) + Self.padding, alignment: 64)
  }

  deinit { buffer.deallocate() }

  /// The bytes of a record. They are valid until the block is used again.
  public func bytes(of record: RawRecord) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[record.range])
  }

  var filled: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<used])
  }

  var room: Int { buffer.count - Self.padding - used }

  /// Makes room for at least `count` more bytes.
  func reserve(_ count: Int) {
    guard room < count else { return }
    let wanted = max(used + count, buffer.count * 2) + Self.padding
    let larger = UnsafeMutableRawBufferPointer.allocate(byteCount: wanted, alignment: 64)
    larger.copyMemory(from: filled)
    buffer.deallocate()
    buffer = larger
  }

  func append(_ bytes: UnsafeRawBufferPointer) {
    reserve(bytes.count)
    UnsafeMutableRawBufferPointer(rebasing: buffer[used...]).copyMemory(from: bytes)
    used += bytes.count
  }

  /// Closes a gap: what stands behind `range` moves to its start.
  func remove(_ range: Range<Int>) {
    let rest = UnsafeRawBufferPointer(rebasing: filled[range.upperBound...])
    UnsafeMutableRawBufferPointer(rebasing: buffer[range.lowerBound...]).copyMemory(from: rest)
    used -= range.count
  }

  func removeAll() {
    records.removeAll(keepingCapacity: true)
    used = 0
  }
}
