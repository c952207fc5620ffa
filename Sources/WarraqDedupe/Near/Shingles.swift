import WarraqCore

/// The word n-grams of a document, each as a 64-bit hash.
///
/// A token's hash is the ``KeyHash`` of its normalised bytes; a shingle's is mixed from those of its
/// tokens in order. One document after the other is put into the same memory.
struct Shingles: ~Copyable {
  private let size: Int
  private var tokens: UnsafeMutablePointer<UInt64>
  private var hashes: UnsafeMutablePointer<UInt64>
  private var capacity = 1 << 10
  /// Shingles of the current document: with repetitions until ``sort()``.
  private(set) var count = 0

  /// `size` is the number of words in a shingle.
  init(size: Int) {
    self.size = size
    tokens = .allocate(capacity: capacity)
    hashes = .allocate(capacity: capacity)
  }

  deinit {
    tokens.deallocate()
    hashes.deallocate()
  }

  /// Replaces the shingles by those of a document with tokens. A document of fewer tokens than a
  /// shingle has none.
  mutating func replace(by document: Document) {
    let found = document.analysis.tokens
    count = max(0, found.count - size + 1)
    guard count > 0 else { return }
    reserve(found.count)
    document.withAnalyzedText { text in
      for (index, token) in found.enumerated() {
        tokens[index] = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[token.range]))
      }
    }
    for start in 0..<count {
      var hash = Self.seed
      for offset in 0..<size { hash = Self.mix(hash ^ tokens[start &+ offset]) }
      hashes[start] = hash
    }
  }

  /// The shingles.
  var all: UnsafeBufferPointer<UInt64> { UnsafeBufferPointer(start: hashes, count: count) }

  /// Brings them into ascending order without repetitions: a set.
  mutating func sort() {
    var buffer = UnsafeMutableBufferPointer(start: hashes, count: count)
    buffer.sort()
    var kept = 0
    for index in 0..<count where index == 0 || hashes[index] != hashes[kept - 1] {
      hashes[kept] = hashes[index]
      kept += 1
    }
    count = kept
  }

  private mutating func reserve(_ wanted: Int) {
    guard wanted > capacity else { return }
    tokens.deallocate()
    hashes.deallocate()
    capacity = max(wanted, 2 * capacity)
    tokens = .allocate(capacity: capacity)
    hashes = .allocate(capacity: capacity)
  }

  private static let seed: UInt64 = 0x9E37_79B9_7F4A_7C15

  @inline(__always) private static func mix(_ value: UInt64) -> UInt64 {
    let product = (value ^ seed).multipliedFullWidth(by: 0xE703_7ED1_A0B4_28DB)
    return product.high ^ product.low
  }
}
