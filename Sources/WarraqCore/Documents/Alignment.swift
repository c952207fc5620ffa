/// A map from offsets in a normalised text to offsets in its source.
///
/// Normalisation works on units of the source (a code point, or a starter with its combining
/// marks). Each unit yields some bytes or none; a unit that yields none belongs to the unit before
/// it. Runs of units that keep their length are stored as one entry.
public struct Alignment {
  @usableFromInline struct Entry {
    @usableFromInline var normalized: UInt32
    @usableFromInline var source: UInt32
    /// Inside an opaque entry every offset belongs to one unit.
    @usableFromInline var isOpaque: Bool

    @inlinable init(normalized: UInt32, source: UInt32, isOpaque: Bool) {
      self.normalized = normalized
      self.source = source
      self.isOpaque = isOpaque
    }

    /// Where the unit that holds the byte at `offset`, not before this entry, begins.
    @inlinable @inline(__always) func unitStart(_ offset: Int) -> Int {
      Int(source) + (isOpaque ? 0 : offset - Int(normalized))
    }
  }

  @usableFromInline var entries: [Entry] = []

  public init() {}

  public mutating func removeAll() { entries.clear() }

  /// The bytes of the source that made `range` of the normalised text: from the start of the first
  /// unit to the end of the last one. `normalizedCount` and `sourceCount` are the texts' lengths.
  public func source(
    of range: Range<Int>, normalizedCount: Int, sourceCount: Int
  ) -> Range<Int> {
    let start = unitStart(range.lowerBound)
    let end = boundary(range.upperBound, normalizedCount: normalizedCount, sourceCount: sourceCount)
    return start..<max(start, end)
  }

  private func unitStart(_ offset: Int) -> Int {
    index(of: offset).map { entries[$0].unitStart(offset) } ?? offset
  }

  /// The source offset where the unit that holds the byte before `offset` ends.
  private func boundary(_ offset: Int, normalizedCount: Int, sourceCount: Int) -> Int {
    if offset == normalizedCount { return sourceCount }
    guard let index = index(of: offset) else { return offset }
    let entry = entries[index]
    if !entry.isOpaque { return Int(entry.source) + offset - Int(entry.normalized) }
    if Int(entry.normalized) == offset { return Int(entry.source) }
    return index + 1 < entries.count ? Int(entries[index + 1].source) : sourceCount
  }

  /// The last entry at or before `offset`.
  private func index(of offset: Int) -> Int? {
    var low = 0
    var high = entries.count
    while low < high {
      let middle = (low + high) / 2
      if Int(entries[middle].normalized) <= offset { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : low - 1
  }
}
