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
    /// The same of the whole word, or of its rest behind و and ف alone.
    var conjoined: Trigger
    var cluster: UInt16
    /// What may begin a name of the gazetteer.
    var starts = NameStarts()
  }

  /// Reads the word and calls `feature` with each of its features: template, value, and up to how far
  /// from a word it speaks for that word's label.
  @inline(__always) package func read(
    _ word: UnsafeRawBufferPointer, _ shape: WordShape,
    feature: (Template, UInt64, Int) -> Void
  ) -> Reading {
    let hash = WordHash.of(word)
    feature(.bias, 0, 0)
    feature(.word, hash, 2)
    feature(.shape, UInt64(shape.rawValue), 2)
    guard shape != .punctuation else {
      return Reading(hash: hash, identity: hash, clitics: 0, trigger: [], conjoined: [], cluster: 0)
    }
    let parts = WordParts(word, hash, words, names)
    affixes(word, parts.last, shape, feature)
    parts.forEach { part in
      feature(.core, part.bare, 1)
      feature(.clitics, UInt64(part.reading.kind), 1)
    }
    let cluster = tables(parts, shape, feature)
    let trigger = trigger(parts)
    if !trigger.isEmpty {
      for bit in 0..<8 where trigger.rawValue & 1 << bit != 0 { feature(.trigger, UInt64(bit), 2) }
    }
    listed(parts, feature)
    let best = preferred(parts)
    var reading = Reading(
      hash: hash, identity: best?.rest ?? hash, clitics: best?.reading.offset ?? 0,
      trigger: trigger, conjoined: conjoined(word, hash), cluster: cluster)
    reading.starts.add(parts.whole)
    parts.forEachRest { reading.starts.add($0) }
    return reading
  }

  @inline(__always) private func affixes(
    _ word: UnsafeRawBufferPointer, _ last: WordParts.Part?, _ shape: WordShape,
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
    if let bare = last?.reading.withoutArticle {
      letters = Letters(UnsafeRawBufferPointer(rebasing: word[bare...]))
      letters.prefixes(upTo: 3) { feature(.prefix, ~$0, 0) }
    }
  }

  private func conjoined(_ word: UnsafeRawBufferPointer, _ hash: UInt64) -> Trigger {
    if let found = triggers[hash] { return found }
    guard word.count > 4, Clitics.isConjunction(word, 0) else { return [] }
    return triggers[WordHash.of(UnsafeRawBufferPointer(rebasing: word[2...]))] ?? []
  }

  private func trigger(_ parts: WordParts) -> Trigger {
    var found = triggers[parts.whole.rest]
    parts.forEachRest { part in
      if found == nil { found = triggers[part.rest] }
    }
    return found ?? []
  }
}

/// What of a word may begin a name of the gazetteer: hashes, and what the gazetteer knows of each.
package struct NameStarts: BitwiseCopyable {
  private(set) var hashes = InlineArray<3, UInt64>(repeating: 0)
  private(set) var nodes = InlineArray<3, GazetteerNode>(repeating: [])
  private(set) var count: UInt8 = 0
  /// Readings of which lists say anything: three are looked at.
  private var known: UInt8 = 0

  /// Adds a reading, where it is or begins a name.
  mutating func add(_ part: WordParts.Part) {
    guard !part.node.isEmpty, known < 3 else { return }
    known += 1
    guard !part.node.isDisjoint(with: GazetteerNode.lists.union(.continues)) else { return }
    hashes[Int(count)] = part.rest
    nodes[Int(count)] = part.node
    count += 1
  }
}
