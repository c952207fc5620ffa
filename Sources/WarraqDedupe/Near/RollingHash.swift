/// Hashes every window of n words, in two products each whatever n is.
///
/// A window is a polynomial modulo 2^64 in its words' hashes, which rolls on from word to word: Karp
/// and Rabin, "Efficient randomized pattern-matching algorithms" (1987), over hashes of words as in
/// Cohen, "Recursive hashing functions for n-grams" (1997). It is mixed afterwards, since the low bits
/// of the polynomial hardly depend on the order of words.
struct RollingHash {
  /// Odd; the first digits of pi in base 16 behind the point.
  private static let base: UInt64 = 0x243F_6A88_85A3_08D3

  let ngram: Int
  /// What the hash of a word has been multiplied by when it leaves the window.
  private let leaving: UInt64

  init(ngram: Int) {
    self.ngram = ngram
    leaving = (0..<ngram).reduce(1) { power, _ in power &* Self.base }
  }

  /// Fills `grams` with the hashes of all windows of `words`, which are at least `ngram`.
  func fill(_ grams: UnsafeMutableBufferPointer<UInt64>, from words: UnsafeBufferPointer<UInt64>) {
    var window: UInt64 = 0
    for index in 0..<ngram { window = window &* Self.base &+ words[index] }
    grams[0] = Mixing.mix(window)
    for index in ngram..<words.count {
      window = window &* Self.base &+ words[index] &- words[index &- ngram] &* leaving
      grams[index &- ngram &+ 1] = Mixing.mix(window)
    }
  }
}
