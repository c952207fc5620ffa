import WarraqCore

/// A set of stop words, matched on bytes.
///
/// Words are matched against ``Analysis/unfolded``, the text before letters are merged, so that a
/// list with على does not remove the name علي.
public struct StopWords: Sendable {
  /// Slots of an open-addressed table, a power of two; an index into ``ends``, or -1.
  private var slots: [Int32]
  private var hashes: [UInt64] = []
  private var ends: [Int] = [0]
  private var bytes: [UInt8] = []

  /// Makes a set of `words`, spelled as usual: they are normalised as texts are, but for the merging
  /// of letters. `arabic` is what the texts were normalised with.
  public init(words: some Sequence<String>, arabic: ArabicFolding = .always) {
    slots = Array(repeating: -1, count: 16)
    let normalizer = Normalizer(arabic: arabic, needs: .unfolded)
    var analysis = Analysis()
    for word in words {
      Array(word.utf8).withUnsafeBytes {
        normalizer.normalize($0, language: nil, into: &analysis)
      }
      insert(analysis.unfolded)
    }
  }

  /// The languages that have a built-in list, by their ISO 639-1 codes.
  public static var languages: [String] { StopWordLists.languages }

  /// The words of a built-in list, as they are spelled in it; nil where there is none.
  public static func words(language: String) -> [String]? {
    StopWordLists.words(LanguageTag.short(language)).map {
      $0.utf8.split { $0 <= UInt8(ascii: " ") }.map { String(Substring($0)) }
    }
  }

  /// The built-in stop words of `language` (`ar`, `ara`, `en-GB`), nil where there are none.
  public static func list(language: String, arabic: ArabicFolding = .always) -> StopWords? {
    words(language: language).map { StopWords(words: $0, arabic: arabic) }
  }

  /// The number of different words.
  public var count: Int { hashes.count }

  /// Whether `unfolded`, the bytes of a token in ``Analysis/unfolded``, is a stop word.
  public func contains(_ unfolded: UnsafeRawBufferPointer) -> Bool {
    find(unfolded, KeyHash.hash(unfolded)).isFound
  }

  private mutating func insert(_ word: [UInt8]) {
    guard !word.isEmpty else { return }
    let (hash, place) = word.withUnsafeBytes { word in
      let hash = KeyHash.hash(word)
      return (hash, find(word, hash))
    }
    guard !place.isFound else { return }
    slots[place.slot] = Int32(hashes.count)
    hashes.append(hash)
    bytes.append(contentsOf: word)
    ends.append(bytes.count)
    if hashes.count * 4 > slots.count { grow() }
  }

  /// The slot of a word, or the empty one where it would go. At most a quarter of them is taken.
  @inline(__always) private func find(
    _ word: UnsafeRawBufferPointer, _ hash: UInt64
  ) -> (slot: Int, isFound: Bool) {
    let mask = slots.count - 1
    var slot = Int(truncatingIfNeeded: hash) & mask
    while true {
      let index = Int(slots[slot])
      if index < 0 { return (slot, false) }
      if hashes[index] == hash, isEqual(index, word) { return (slot, true) }
      slot = (slot + 1) & mask
    }
  }

  private func isEqual(_ index: Int, _ word: UnsafeRawBufferPointer) -> Bool {
    bytes[ends[index]..<ends[index + 1]].elementsEqual(word)
  }

  private mutating func grow() {
    slots = Array(repeating: -1, count: slots.count * 2)
    for (index, hash) in hashes.enumerated() {
      var slot = Int(truncatingIfNeeded: hash) & (slots.count - 1)
      while slots[slot] >= 0 { slot = (slot + 1) & (slots.count - 1) }
      slots[slot] = Int32(index)
    }
  }
}
