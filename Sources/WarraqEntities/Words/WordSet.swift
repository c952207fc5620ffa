/// Some words by their hashes.
struct WordSet: Sendable {
  private var numbers = KeyNumbers(smallest: 16)

  init(_ words: some Sequence<UInt64>) {
    for word in words where numbers.find(word) == nil { numbers.insert(word, 0) }
  }

  @inline(__always) func contains(_ word: UInt64) -> Bool { numbers.find(word) != nil }
}
