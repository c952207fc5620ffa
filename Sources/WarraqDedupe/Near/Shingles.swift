public import WarraqCore

/// The shingles of one document after another: the set of its word n-grams (Broder, "On the
/// resemblance and containment of documents", 1997), each as a 64-bit hash.
///
/// Two different shingles share a hash with a chance of 2^-64 or little more. A document of fewer than
/// `ngram` tokens has no shingle, and is nobody's near-duplicate. One thread at a time; buffers are
/// kept from document to document.
public struct Shingles: ~Copyable {
  /// Tokens in a shingle.
  public let ngram: Int
  /// The hashes of the last document's shingles: in the order of the text and with repeats, which is
  /// enough for a sketch; after ``sort()`` ascending, each once.
  public private(set) var hashes: [UInt64] = []

  private var words = ScratchBuffer<UInt64>()
  private var grams = ScratchBuffer<UInt64>()
  private var sorter = HashSorter()

  /// Makes shingles of `ngram` tokens, at least one.
  public init(ngram: Int) {
    precondition(ngram > 0, "a shingle has at least one token")
    self.ngram = ngram
  }

  /// Replaces ``hashes`` by those of a document, whose tokens are ranges of `text`.
  public mutating func fill(text: UnsafeRawBufferPointer, tokens: [Token]) {
    hashes.removeAll(keepingCapacity: true)
    guard tokens.count >= ngram else { return }
    let words = words.room(for: tokens.count)
    for (index, token) in tokens.enumerated() {
      words[index] = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[token.range]))
    }
    let grams = grams.room(for: tokens.count - ngram + 1)
    RollingHash(ngram: ngram).fill(grams, from: UnsafeBufferPointer(words))
    hashes.append(contentsOf: grams)
  }

  /// Makes ``hashes`` a sorted set.
  public mutating func sort() { sorter.sort(&hashes) }
}
