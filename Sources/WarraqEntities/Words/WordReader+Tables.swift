extension WordReader {
  /// Features of the word table: of the word itself, else of its first reading that is in it.
  func tables(
    _ hash: UInt64, _ readings: [Clitics.Reading], _ parts: [(rest: UInt64, bare: UInt64)],
    _ shape: WordShape, _ feature: (Template, UInt64, Int) -> Void
  ) -> UInt16 {
    var found = words.entry(hash)
    for part in parts where found == nil { found = words.entry(part.rest) }
    for part in parts where found == nil { found = words.entry(part.bare) }
    guard let found else {
      feature(.cluster, 0, 1)
      return 0
    }
    for level in 0..<WordEntry.levels {
      feature(.cluster, found.cluster(level), level < 2 ? 2 : 1)
    }
    feature(.cluster, found.cluster(1) | UInt64(shape.rawValue) << 32, 0)
    evidence(found.evidence, kind: 0, feature)
    for (reading, part) in zip(readings, parts) where reading.offset > 0 {
      if let rest = words.entry(part.rest) { evidence(rest.evidence, kind: 8, feature) }
    }
    return found.cluster + 1
  }

  private func evidence(
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
  func listed(
    _ hash: UInt64, _ readings: [Clitics.Reading], _ parts: [(rest: UInt64, bare: UInt64)],
    _ feature: (Template, UInt64, Int) -> Void
  ) {
    emit(names.node(hash), 0, feature)
    for (reading, part) in zip(readings, parts) where reading.offset > 0 {
      emit(names.node(part.rest), UInt64(reading.kind) + 1, feature)
    }
  }

  private func emit(
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
  func preferred(
    _ hash: UInt64, _ readings: [Clitics.Reading], _ parts: [(rest: UInt64, bare: UInt64)]
  ) -> (offset: Int, hash: UInt64)? {
    var best: (offset: Int, hash: UInt64)?
    var strength = nameStrength(hash)
    for (reading, part) in zip(readings, parts) where reading.offset > 0 {
      let other = nameStrength(part.rest)
      if other > strength, frequency(part.rest) + Self.clearly > frequency(hash) {
        (strength, best) = (other, (reading.offset, part.rest))
      }
    }
    return best
  }

  /// Twice as often.
  private static let clearly = 2

  private func frequency(_ hash: UInt64) -> Int { Int(words.entry(hash)?.frequency ?? 0) }

  private func nameStrength(_ hash: UInt64) -> Int {
    let entry = words.entry(hash) ?? WordEntry()
    let share = Int(entry.evidence.max())
    let listed = names.node(hash).intersection(.lists).isEmpty ? 0 : 8
    return (share > 0 ? 4 * share + Int(entry.frequency) : 0) + listed
  }
}
