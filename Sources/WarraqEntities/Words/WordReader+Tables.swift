extension WordReader {
  /// Features of the word table: of the word itself, else of its first reading that is in it.
  @inline(__always) func tables(
    _ parts: WordParts, _ shape: WordShape, _ feature: (Template, UInt64, Int) -> Void
  ) -> UInt16 {
    guard let found = entry(parts) else {
      feature(.cluster, 0, 1)
      return 0
    }
    for level in 0..<WordEntry.levels {
      feature(.cluster, found.cluster(level), level < 2 ? 2 : 1)
    }
    feature(.cluster, found.cluster(1) | UInt64(shape.rawValue) << 32, 0)
    evidence(found.evidence, kind: 0, feature)
    parts.forEachRest { part in
      if let rest = part.entry { evidence(rest.evidence, kind: 8, feature) }
    }
    return found.cluster + 1
  }

  private func entry(_ parts: WordParts) -> WordEntry? {
    var found = parts.whole.entry
    parts.forEach { found = found ?? $0.entry }
    parts.forEach { found = found ?? words.entry($0.bare) }
    return found
  }

  @inline(__always) private func evidence(
    _ levels: SIMD4<UInt8>, kind: UInt64, _ feature: (Template, UInt64, Int) -> Void
  ) {
    for type in 0..<4 {
      feature(.evidence, (kind + UInt64(type)) << 8 | UInt64(levels[type]), kind == 0 ? 1 : 0)
    }
    var all: UInt64 = 0
    for type in 0..<4 { all = all << 4 | UInt64(levels[type]) }
    feature(.evidence, 1 << 32 | kind << 24 | all, 0)
  }

  /// Features of the gazetteer's lists of whole names of one word and of parts of names.
  @inline(__always) func listed(_ parts: WordParts, _ feature: (Template, UInt64, Int) -> Void) {
    emit(parts.whole.node, 0, feature)
    parts.forEachRest { emit($0.node, UInt64($0.reading.kind) + 1, feature) }
  }

  @inline(__always) private func emit(
    _ node: GazetteerNode, _ kind: UInt64, _ feature: (Template, UInt64, Int) -> Void
  ) {
    let flags = node.rawValue & ~GazetteerNode.continues.rawValue
    guard flags != 0 else { return }
    for bit in 0..<16 where flags & 1 << bit != 0 {
      feature(.listed, kind << 8 | UInt64(bit), 1)
    }
    feature(.listed, 1 << 32 | kind << 16 | UInt64(flags), 0)
  }

  /// The reading whose rest is more of a name, by news and gazetteer, than the word as it stands. A word
  /// that stands clearly more often in news than its rest is a word of its own: باراك, though اراك is a city.
  func preferred(_ parts: WordParts) -> WordParts.Part? {
    var best: WordParts.Part?
    var strength = nameStrength(parts.whole)
    parts.forEachRest { part in
      let other = nameStrength(part)
      if other > strength, frequency(part) + Self.clearly > frequency(parts.whole) {
        (strength, best) = (other, part)
      }
    }
    return best
  }

  /// Twice as often.
  private static let clearly = 2

  private func frequency(_ part: WordParts.Part) -> Int { Int(part.entry?.frequency ?? 0) }

  private func nameStrength(_ part: WordParts.Part) -> Int {
    let entry = part.entry ?? WordEntry()
    let share = Int(entry.evidence.max())
    let listed = part.node.intersection(.lists).isEmpty ? 0 : 8
    return (share > 0 ? 4 * share + Int(entry.frequency) : 0) + listed
  }
}
