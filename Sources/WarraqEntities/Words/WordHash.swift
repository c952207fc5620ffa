import WarraqCore

/// The hash that words are looked up by in every table.
package enum WordHash {
  @inline(__always) package static func of(_ bytes: UnsafeRawBufferPointer) -> UInt64 {
    KeyHash.hash(bytes)
  }

  package static func of(_ word: some StringProtocol) -> UInt64 {
    Array(word.utf8).withUnsafeBytes { KeyHash.hash($0) }
  }

  /// The hash of a sequence of words and one more.
  @inline(__always) package static func appending(_ word: UInt64, to sequence: UInt64) -> UInt64 {
    FeatureKey.mix(sequence &* 0x9E37_79B9_7F4A_7C15 &+ word)
  }
}
