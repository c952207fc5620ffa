extension Alignment {
  /// Takes pieces out of both texts, which ascend and of which each ends behind a line feed or the text.
  /// Returns false where one ends inside a unit, and leaves everything as it was: a line feed was joined by
  /// the mark behind it, and what becomes of that must be found out anew.
  mutating func remove(
    _ pieces: [Range<Int>], source: [Range<Int>], normalizedCount: Int
  ) -> Bool {
    guard !entries.isEmpty else { return true }
    var kept: [Entry] = []
    kept.reserveCapacity(entries.count + pieces.count)
    var (gone, sourceGone) = (0, 0)
    var rest = entries[...]
    for (piece, source) in zip(pieces, source) {
      while let entry = rest.first, entry.normalized < piece.lowerBound {
        kept.append(entry.moved(back: gone, sourceBack: sourceGone))
        rest.removeFirst()
      }
      var isOpaque = kept.last?.isOpaque ?? false
      while let entry = rest.first, entry.normalized < piece.upperBound {
        isOpaque = entry.isOpaque
        rest.removeFirst()
      }
      gone += piece.count
      sourceGone += source.count
      if piece.upperBound == normalizedCount || rest.first?.normalized == UInt32(piece.upperBound) {
        continue
      }
      if isOpaque { return false }
      let next = Entry(
        normalized: UInt32(piece.upperBound), source: UInt32(source.upperBound), isOpaque: false)
      kept.append(next.moved(back: gone, sourceBack: sourceGone))
    }
    for entry in rest { kept.append(entry.moved(back: gone, sourceBack: sourceGone)) }
    entries = kept
    return true
  }
}

extension Alignment.Entry {
  fileprivate func moved(back normalizedCount: Int, sourceBack sourceCount: Int) -> Self {
    Self(
      normalized: normalized - UInt32(normalizedCount), source: source - UInt32(sourceCount),
      isOpaque: isOpaque)
  }
}
