import CXXHash
import WarraqCore

/// XXH3 of bytes that come one after the other.
struct StreamHash: ~Copyable {
  private let state: OpaquePointer

  init() {
    guard let state = XXH3_createState() else { fatalError("out of memory: no room for a hash") }
    self.state = state
    XXH3_64bits_reset(state)
  }

  deinit { XXH3_freeState(state) }

  mutating func add(_ bytes: UnsafeRawBufferPointer) {
    XXH3_64bits_update(state, bytes.baseAddress, bytes.count)
  }

  /// Sixteen digits.
  var text: String { XXH3_64bits_digest(state).hexadecimal }
}
