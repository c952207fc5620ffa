/// Builds an ``Alignment`` from front to back, in memory of its own: nothing is counted or checked for
/// each entry. One builder serves document after document.
public struct AlignmentBuilder: ~Copyable {
  @usableFromInline var entries: UnsafeMutablePointer<Alignment.Entry>
  @usableFromInline var capacity = 1 << 6
  @usableFromInline var count = 0

  public init() { entries = .allocate(capacity: capacity) }

  deinit { entries.deallocate() }

  /// Begins the alignment of another document.
  public mutating func removeAll() { count = 0 }

  /// From here on both texts advance byte by byte, until the next entry.
  @inlinable @inline(__always) public mutating func beginLinear(normalized: Int, source: Int) {
    append(
      Alignment.Entry(normalized: UInt32(normalized), source: UInt32(source), isOpaque: false))
  }

  /// The bytes from here to the next entry were made by the one unit that begins at `source`.
  @inlinable @inline(__always) public mutating func beginOpaque(normalized: Int, source: Int) {
    append(Alignment.Entry(normalized: UInt32(normalized), source: UInt32(source), isOpaque: true))
  }

  /// Replaces `alignment` by what was built.
  public func copy(into alignment: inout Alignment) {
    alignment.entries.removeAll(keepingCapacity: true)
    alignment.entries.append(contentsOf: UnsafeBufferPointer(start: entries, count: count))
  }

  /// An entry without bytes gives way to the next one.
  @inlinable @inline(__always) mutating func append(_ entry: Alignment.Entry) {
    if count > 0, entries[count &- 1].normalized == entry.normalized { count &-= 1 }
    if count == capacity { grow() }
    (entries + count).initialize(to: entry)
    count &+= 1
  }

  @usableFromInline @inline(never) mutating func grow() {
    let larger = UnsafeMutablePointer<Alignment.Entry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }
}
