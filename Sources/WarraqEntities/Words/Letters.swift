/// The letters of a word: where each begins.
struct Letters {
  private let word: UnsafeRawBufferPointer
  private var starts: [Int] = []

  init(_ word: UnsafeRawBufferPointer) {
    self.word = word
    for index in word.indices where word[index] & 0xC0 != 0x80 { starts.append(index) }
    starts.append(word.count)
  }

  var count: Int { starts.count - 1 }

  /// The hash of each beginning of up to `limit` letters.
  func prefixes(upTo limit: Int, _ body: (UInt64) -> Void) {
    for length in stride(from: 1, through: min(limit, count), by: 1) {
      body(hash(0..<starts[length]) &+ UInt64(length))
    }
  }

  /// The length and hash of each ending of up to `limit` letters.
  func suffixes(upTo limit: Int, _ body: (Int, UInt64) -> Void) {
    for length in stride(from: 1, through: min(limit, count), by: 1) {
      body(length, hash(starts[count - length]..<word.count) &+ UInt64(length))
    }
  }

  private func hash(_ range: Range<Int>) -> UInt64 {
    WordHash.of(UnsafeRawBufferPointer(rebasing: word[range]))
  }
}
