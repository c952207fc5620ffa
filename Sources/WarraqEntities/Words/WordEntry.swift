/// What unlabelled news taught about a word.
package struct WordEntry: Hashable, BitwiseCopyable, Sendable {
  package init() {}

  /// The path in a tree of clusters, two bits a step: its first 6, 8, 10 and 12 bits are clusters of
  /// growing fineness.
  package var cluster: UInt16 = 0
  /// Twice the binary logarithm of how often it stood in the text.
  package var frequency: UInt8 = 0
  package var reserved: UInt8 = 0
  /// For each of the first four types of the model, how often the word was part of such a name where
  /// a first model read it: 0 never, 1 to 7 for ever larger shares.
  package var evidence = SIMD4<UInt8>()

  package static let levels = 4

  /// The cluster at a level, 0 to 3, marked with the level.
  func cluster(_ level: Int) -> UInt64 {
    UInt64(cluster >> UInt16(2 * (3 - level))) | UInt64(level + 1) << 16
  }

  /// The level of a share of mentions among occurrences.
  package static func level(mentions: Double, occurrences: Double) -> UInt8 {
    guard mentions >= 0.5, occurrences > 0 else { return 0 }
    let bounds = [0.02, 0.08, 0.2, 0.4, 0.65, 0.85]
    return UInt8(1 + bounds.count { mentions / occurrences >= $0 })
  }
}

/// The words of a model, by the hash of their normalised bytes.
package struct WordTable {
  let index: HashIndex
  let entries: UnsafeBufferPointer<WordEntry>

  package init(_ file: ModelFile) {
    index = file.index(.wordKeys, .wordStarts)
    entries = file.numbers(.words)
  }

  package var count: Int { index.count }

  /// Whether there are as many entries as words.
  var isComplete: Bool { index.isSound && entries.count == index.count }

  package func rank(_ hash: UInt64) -> Int? { index.rank(of: hash) }

  package func entry(_ hash: UInt64) -> WordEntry? { index.rank(of: hash).map { entries[$0] } }
}
