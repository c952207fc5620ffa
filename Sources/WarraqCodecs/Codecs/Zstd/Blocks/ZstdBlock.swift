/// The header of a block (RFC 8878, 3.1.1.2).
struct ZstdBlock {
  enum Kind: Int {
    case raw, run, compressed, reserved
  }

  static let headerBytes = 3

  let isLast: Bool
  let kind: Kind
  /// Bytes that the block yields; of a compressed one, those that it has behind its header.
  let size: Int

  /// Reads the header at `start`, which must lie within `bytes`.
  init(_ bytes: UnsafeRawBufferPointer, at start: Int) {
    let header = Int(bytes[start]) | Int(bytes[start + 1]) << 8 | Int(bytes[start + 2]) << 16
    isLast = header & 1 != 0
    kind = Kind(rawValue: header >> 1 & 3) ?? .reserved
    size = header >> 3
  }

  /// Bytes behind the header: of a run there is one, whatever its length.
  var bodyBytes: Int { kind == .run ? 1 : size }
}
