/// The letters of a word.
struct Letters {
  private let word: UnsafeRawBufferPointer

  init(_ word: UnsafeRawBufferPointer) { self.word = word }

  /// How many there are.
  var count: Int { word.reduce(0) { $0 + (Self.begins($1) ? 1 : 0) } }

  /// The hash of each beginning of up to `limit` letters.
  @inline(__always) func prefixes(upTo limit: Int, _ body: (UInt64) -> Void) {
    var (length, end) = (0, 0)
    while length < limit, end < word.count {
      repeat { end += 1 } while end < word.count && !Self.begins(word[end])
      length += 1
      body(hash(0..<end) &+ UInt64(length))
    }
  }

  /// The length and hash of each ending of up to `limit` letters.
  @inline(__always) func suffixes(upTo limit: Int, _ body: (Int, UInt64) -> Void) {
    var (length, start) = (0, word.count)
    while length < limit, start > 0 {
      repeat { start -= 1 } while start > 0 && !Self.begins(word[start])
      length += 1
      body(length, hash(start..<word.count) &+ UInt64(length))
    }
  }

  private static func begins(_ byte: UInt8) -> Bool { byte & 0xC0 != 0x80 }

  @inline(__always) private func hash(_ range: Range<Int>) -> UInt64 {
    WordHash.of(UnsafeRawBufferPointer(rebasing: word[range]))
  }
}
