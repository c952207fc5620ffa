/// Reads a word: how its clitics are taken, what tables say of it, which features it has.
///
/// The same code makes features for training and for tagging.
package struct WordReader {
  package let words: WordTable
  package let names: Gazetteer
  private let triggers = Trigger.all

  package init(words: WordTable, names: Gazetteer) {
    self.words = words
    self.names = names
  }

  /// What a word is, wherever it stands.
  package struct Reading {
    package var hash: UInt64
    /// The hash of the word without its clitics, where tables say that it has some.
    package var identity: UInt64
    /// Bytes of clitics before ``identity`` (the article is none).
    package var clitics: Int
    var trigger: Trigger
    var cluster: UInt16
    /// Hashes of what may begin a name of the gazetteer.
    var starts: [UInt64]
  }

  /// Reads the word and calls `feature` with each of its features: template, value, and up to how far
  /// from a word it speaks for that word's label.
  package func read(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape,
    feature: (Template, UInt64, Int) -> Void
  ) -> Reading {
    let hash = WordHash.of(word)
    feature(.bias, 0, 0)
    feature(.word, hash, 2)
    feature(.shape, UInt64(shape.rawValue), 2)
    guard shape != .punctuation else {
      return Reading(
        hash: hash, identity: hash, clitics: 0, trigger: [], cluster: 0, starts: [])
    }
    let readings = Clitics.readings(of: word)
    let parts = readings.map { hashes(of: $0, in: word) }
    affixes(word, readings, shape, feature)
    for (reading, part) in zip(readings, parts) {
      feature(.core, part.bare, 1)
      feature(.clitics, UInt64(reading.kind), 1)
    }
    let cluster = tables(hash, readings, parts, shape, feature)
    let trigger = trigger(hash, readings, parts)
    if !trigger.isEmpty {
      for bit in 0..<8 where trigger.rawValue & 1 << bit != 0 { feature(.trigger, UInt64(bit), 2) }
    }
    listed(hash, readings, parts, feature)
    let best = preferred(hash, readings, parts)
    return Reading(
      hash: hash, identity: best?.hash ?? hash, clitics: best?.offset ?? 0, trigger: trigger,
      cluster: cluster,
      starts: [hash] + zip(readings, parts).filter { $0.0.offset > 0 }.map(\.1.rest))
  }

  /// The hashes of the rest of a word, with and without its article.
  private func hashes(
    of reading: Clitics.Reading, in word: UnsafeRawBufferPointer
  ) -> (rest: UInt64, bare: UInt64) {
    (
      WordHash.of(UnsafeRawBufferPointer(rebasing: word[reading.offset...])),
      WordHash.of(UnsafeRawBufferPointer(rebasing: word[reading.withoutArticle...]))
    )
  }

  private func affixes(
    _ word: UnsafeRawBufferPointer, _ readings: [Clitics.Reading], _ shape: WordShape,
    _ feature: (Template, UInt64, Int) -> Void
  ) {
    var letters = Letters(word)
    feature(.length, UInt64(min(letters.count, 12)), 0)
    letters.prefixes(upTo: 4) { feature(.prefix, $0, 0) }
    letters.suffixes(upTo: 4) { length, value in
      feature(.suffix, value, length == 3 ? 1 : 0)
      if length == 3 { feature(.prefixShape, FeatureKey.mix(value) &+ UInt64(shape.rawValue), 0) }
    }
    // The beginning of the barest reading: أسد of وبالأسد.
    if let bare = readings.last?.withoutArticle {
      letters = Letters(UnsafeRawBufferPointer(rebasing: word[bare...]))
      letters.prefixes(upTo: 3) { feature(.prefix, ~$0, 0) }
    }
  }

  private func trigger(
    _ hash: UInt64, _ readings: [Clitics.Reading], _ parts: [(rest: UInt64, bare: UInt64)]
  ) -> Trigger {
    if let found = triggers[hash] { return found }
    for (reading, part) in zip(readings, parts) where reading.offset > 0 {
      if let found = triggers[part.rest] { return found }
    }
    return []
  }
}
