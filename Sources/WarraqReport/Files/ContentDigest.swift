import CXXHash
import WarraqCore

/// Hashes bytes as they pass: XXH3 of 128 bits with seed 0, as `xxhsum -H128` prints it.
///
/// The hash is one of content, not a signature: it finds what differs, not who changed it.
package struct ContentDigest: ~Copyable {
  private let state: OpaquePointer

  package init() {
    guard let state = XXH3_createState() else { fatalError("out of memory: no room for a hash") }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  package mutating func add(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// 32 hexadecimal digits, the high half first.
  package var hex: String { Self.hex(XXH3_128bits_digest(state)) }

  /// The digest of bytes that are all there.
  package static func hex(of bytes: UnsafeRawBufferPointer) -> String {
    hex(XXH3_128bits(bytes.baseAddress, bytes.count))
  }

  /// The digest of some text's UTF-8.
  package static func hex(of text: String) -> String {
    var text = text
    return text.withUTF8 { hex(of: UnsafeRawBufferPointer($0)) }
  }

  private static func hex(_ hash: XXH128_hash_t) -> String {
    hash.high64.hexadecimal + hash.low64.hexadecimal
  }
}
