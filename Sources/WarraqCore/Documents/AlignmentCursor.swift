/// Looks up ranges of one document in an ``Alignment``, each from where the last one was found: for
/// ranges in ascending order, as tokens are. Other orders give the same, slowly.
///
/// Valid during ``Alignment/withCursor(normalizedCount:sourceCount:_:)``, which hands it out.
public struct AlignmentCursor {
  @usableFromInline let entries: UnsafeBufferPointer<Alignment.Entry>
  @usableFromInline let normalizedCount: Int
  @usableFromInline let sourceCount: Int
  /// The first entry behind the start of the last range.
  @usableFromInline var next = 0

  @usableFromInline init(
    _ entries: UnsafeBufferPointer<Alignment.Entry>, normalizedCount: Int, sourceCount: Int
  ) {
    self.entries = entries
    self.normalizedCount = normalizedCount
    self.sourceCount = sourceCount
  }

  /// The same as ``Alignment/source(of:normalizedCount:sourceCount:)``.
  @inlinable public mutating func source(of range: Range<Int>) -> Range<Int> {
    if next > 0, entries[next &- 1].normalized > range.lowerBound { next = 0 }
    next = skip(from: next, to: range.lowerBound)
    let start = next == 0 ? range.lowerBound : entries[next &- 1].unitStart(range.lowerBound)
    return start..<max(start, boundary(range.upperBound))
  }

  /// The source offset where the unit that holds the byte before `offset` ends.
  @inlinable func boundary(_ offset: Int) -> Int {
    if offset == normalizedCount { return sourceCount }
    let behind = skip(from: next, to: offset)
    guard behind > 0 else { return offset }
    let entry = entries[behind &- 1]
    if !entry.isOpaque || entry.normalized == offset { return entry.unitStart(offset) }
    return behind < entries.count ? Int(entries[behind].source) : sourceCount
  }

  /// The first entry from `index` on that begins behind `offset`.
  @inlinable func skip(from index: Int, to offset: Int) -> Int {
    var index = index
    while index < entries.count, entries[index].normalized <= offset { index &+= 1 }
    return index
  }
}

extension Alignment {
  /// Calls `body` with a cursor; `normalizedCount` and `sourceCount` are the texts' lengths in bytes.
  @inlinable public func withCursor<Result>(
    normalizedCount: Int, sourceCount: Int, _ body: (AlignmentCursor) throws -> Result
  ) rethrows -> Result {
    try entries.withUnsafeBufferPointer {
      try body(
        AlignmentCursor($0, normalizedCount: normalizedCount, sourceCount: sourceCount))
    }
  }
}
