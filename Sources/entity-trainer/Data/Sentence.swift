/// One sentence of a CoNLL file.
struct Sentence {
  var tokens: [Substring]
  /// BIO tags as in the file.
  var tags: [Substring]

  /// The sentences of a file: `token TAG` a line, an empty line behind each sentence.
  static func read(_ path: String) throws -> [Sentence] {
    let text = String(decoding: try readFile(path), as: UTF8.self)
    var sentences: [Sentence] = []
    var current = Sentence(tokens: [], tags: [])
    for line in text.split(separator: "\n", omittingEmptySubsequences: false) {
      let line = line.last == "\r" ? line.dropLast() : line
      guard let cut = line.lastIndex(where: { $0 == " " || $0 == "\t" }) else {
        if !current.tokens.isEmpty { sentences.append(current) }
        current = Sentence(tokens: [], tags: [])
        continue
      }
      current.tokens.append(line[..<cut])
      current.tags.append(line[line.index(after: cut)...])
    }
    if !current.tokens.isEmpty { sentences.append(current) }
    return sentences
  }

  /// FNV-1a, 64 bits, of the tokens joined by one space: what decides about training and test where a
  /// set has no training file.
  var hash: UInt64 {
    var hash: UInt64 = 0xCBF2_9CE4_8422_2325
    for byte in tokens.joined(separator: " ").utf8 {
      hash = (hash ^ UInt64(byte)) &* 0x0000_0100_0000_01B3
    }
    return hash
  }

  /// Whether a set's makers of the collection would have held the sentence back, were it of a test.
  var isHeldBack: Bool { SHA1.firstByte(tokens.joined(separator: " ").utf8) % 5 == 0 }

  /// Hash modulo 10: 0, 1 and 2 are the test, never trained on; 3 is development.
  var part: Int { Int(hash % 10) }
}
