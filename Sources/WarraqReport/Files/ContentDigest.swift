import CXXHash
import WarraqCore

/// Hashes bytes as they pass: XXH3 of 128 bits with seed 0, as `xxhsum -H128` prints it.
///
/// The hash is one of content, not a signature: it finds what differs, not who changed it.
final class ContentDigest {
  private let state: OpaquePointer

  /// - Throws: ``WarraqError`` with code `output` when there is no memory for the state.
  init() throws {
    guard let state = XXH3_createState() else {
      throw WarraqError(
        .output, "There is no memory left to write the report. Give the run more memory.")
    }
    self.state = state
    XXH3_128bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  func update(_ bytes: UnsafeRawBufferPointer) {
    XXH3_128bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// 32 hexadecimal digits, the high half first.
  var hex: String {
    let digest = XXH3_128bits_digest(state)
    return digest.high64.hexadecimal + digest.low64.hexadecimal
  }

  /// The digest of some text's UTF-8.
  static func hex(of text: String) throws -> String {
    let digest = try ContentDigest()
    var text = text
    text.withUTF8 { digest.update(UnsafeRawBufferPointer($0)) }
    return digest.hex
  }
}
