/// Looks up ranges of one document in an ``Alignment``, each from where the last one was found: for
/// ranges in ascending order, as tokens are. Other orders give the same, slowly.
public struct AlignmentCursor {
  private let alignment: Alignment
  private let normalizedCount: Int
  private let sourceCount: Int
  /// The first entry behind the start of the last range.
  private var next = 0

  /// `normalizedCount` and `sourceCount` are the texts' lengths in bytes.
  public init(_ alignment: Alignment, normalizedCount: Int, sourceCount: Int) {
    self.alignment = alignment
    self.normalizedCount = normalizedCount
    self.sourceCount = sourceCount
  }

  /// The same as ``Alignment/source(of:normalizedCount:sourceCount:)``.
  public mutating func source(of range: Range<Int>) -> Range<Int> {
    alignment.entries.withUnsafeBufferPointer { entries in
      if next > 0, entries[next - 1].normalized > range.lowerBound { next = 0 }
      next = Self.skip(entries, from: next, to: range.lowerBound)
      let start = next == 0 ? range.lowerBound : entries[next - 1].unitStart(range.lowerBound)
      let end = boundary(range.upperBound, entries)
      return start..<max(start, end)
    }
  }

  /// The source offset where the unit that holds the byte before `offset` ends.
  private func boundary(_ offset: Int, _ entries: UnsafeBufferPointer<Alignment.Entry>) -> Int {
    if offset == normalizedCount { return sourceCount }
    let behind = Self.skip(entries, from: next, to: offset)
    guard behind > 0 else { return offset }
    let entry = entries[behind - 1]
    if !entry.isOpaque || entry.normalized == offset { return entry.unitStart(offset) }
    return behind < entries.count ? Int(entries[behind].source) : sourceCount
  }

  /// The first entry from `index` on that begins behind `offset`.
  private static func skip(
    _ entries: UnsafeBufferPointer<Alignment.Entry>, from index: Int, to offset: Int
  ) -> Int {
    var index = index
    while index < entries.count, entries[index].normalized <= offset { index &+= 1 }
    return index
  }
}
