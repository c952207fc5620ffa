public import WarraqCore

/// The shingles of one document after another: the set of its word n-grams (Broder, "On the
/// resemblance and containment of documents", 1997), each as a 64-bit hash.
///
/// Two different shingles share a hash with a chance of 2^-64 or little more, a shortened one with 2^-48.
/// A document of fewer than
/// `ngram` tokens has no shingle, and is nobody's near-duplicate. One thread at a time; buffers are
/// kept from document to document.
public struct Shingles: ~Copyable {
  /// Tokens in a shingle.
  public let ngram: Int
  /// The hashes of the last document's shingles: in the order of the text and with repeats, which is
  /// enough for a sketch; after ``shortenAndSort()`` ascending, each once.
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
    let masks = KeyMasks.shared
    for (index, token) in tokens.enumerated() {
      words[index] = KeyHash.hash(text, token.range, masks: masks)
    }
    let grams = grams.room(for: tokens.count - ngram + 1)
    RollingHash(ngram: ngram).fill(grams, from: UnsafeBufferPointer(words))
    hashes.append(contentsOf: grams)
  }

  /// Makes ``hashes`` a sorted set of numbers below 2^48: what is compared travels, and six bytes are
  /// enough to tell the shingles of two documents apart.
  public mutating func shortenAndSort() {
    for index in hashes.indices { hashes[index] &= ~0xFFFF }
    sorter.sort(&hashes)
    for index in hashes.indices { hashes[index] >>= 16 }
  }
}

extension RowEncoder {
  /// Shortened shingles, six bytes each, to the end of the row.
  mutating func shingles(_ hashes: [UInt64]) {
    let size = ShingleBytes.count * hashes.count
    bytes += [UInt8](unsafeUninitializedCapacity: size + ShingleBytes.spare) { bytes, initialized in
      ShingleBytes.store(hashes, in: UnsafeMutableRawBufferPointer(bytes))
      initialized = size
    }
  }
}

extension RowDecoder {
  mutating func shingles() -> [UInt64] {
    let bytes = rest()
    let count = bytes.count / ShingleBytes.count
    return [UInt64](unsafeUninitializedCapacity: count) { hashes, initialized in
      for index in 0..<count {
        hashes.initializeElement(at: index, to: ShingleBytes.load(from: bytes, index))
      }
      initialized = count
    }
  }
}

/// Shingles of 48 bits, little end first.
private enum ShingleBytes {
  static let count = 6
  /// Bytes behind the last one that ``store(_:in:)`` writes, too.
  static let spare = 2

  static func store(_ hashes: [UInt64], in bytes: UnsafeMutableRawBufferPointer) {
    for (index, hash) in hashes.enumerated() {
      bytes.storeBytes(of: hash.littleEndian, toByteOffset: count * index, as: UInt64.self)
    }
  }

  @inline(__always) static func load(from bytes: UnsafeRawBufferPointer, _ index: Int) -> UInt64 {
    // Rows lie anywhere in memory, and numbers want to be aligned.
    let low = bytes.loadUnaligned(fromByteOffset: count * index, as: UInt32.self)
    let high = bytes.loadUnaligned(fromByteOffset: count * index + 4, as: UInt16.self)
    return UInt64(UInt32(littleEndian: low)) | UInt64(UInt16(littleEndian: high)) << 32
  }
}
