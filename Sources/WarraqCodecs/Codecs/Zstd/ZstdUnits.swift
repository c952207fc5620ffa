import CZstd

/// Finds zstd frames by their headers and block headers, without decoding.
enum ZstdUnits: UnitFinder {
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    guard bytes.count >= 4 else { return false }
    let magic = UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self))
    return magic == 0xFD2F_B528 || magic & 0xFFFF_FFF0 == 0x184D_2A50
  }

  static func resume(after start: Int, in file: MappedFile) -> Int {
    let bytes = file.bytes
    // The headers of the blocks may be whole although what is in the blocks is not.
    if let size = frameSize(bytes, at: start), isBoundary(bytes, at: start + size) {
      return start + size
    }
    var position = start + 1
    while position + 4 <= bytes.count {
      let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
      if begins(rest), let size = frameSize(bytes, at: position),
        isBoundary(bytes, at: position + size)
      {
        return position
      }
      position += 1
      if position & 0xFF_FFFF == 0 { file.release(start..<position) }
    }
    return bytes.count
  }

  static func all(in file: MappedFile) -> [InputDescription.Division] {
    let bytes = file.bytes
    var units: [InputDescription.Division] = []
    var position = 0
    var released = 0
    while position < bytes.count {
      if position - released > 1 << 24 {
        file.release(released..<position)
        released = position
      }
      let size = frameSize(bytes, at: position)
      let end = size.map { position + $0 } ?? resume(after: position, in: file)
      let raw = size == nil ? nil : contentSize(bytes, at: position)
      units.append(InputDescription.Division(begin: position, end: end, rawBytes: raw))
      position = end
    }
    return units
  }

  /// Bytes on disk of the frame at `position`, or `nil` when it is damaged or cut off.
  private static func frameSize(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let size = ZSTD_findFrameCompressedSize(base + position, bytes.count - position)
    return ZSTD_isError(size) != 0 ? nil : size
  }

  /// Decoded bytes of the frame at `position`, where its header tells.
  private static func contentSize(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Int? {
    guard let base = bytes.baseAddress else { return nil }
    let size = ZSTD_getFrameContentSize(base + position, bytes.count - position)
    // The two highest values say "unknown" and "error".
    return size > UInt64(Int.max) ? nil : Int(size)
  }

  private static func isBoundary(_ bytes: UnsafeRawBufferPointer, at position: Int) -> Bool {
    position == bytes.count || begins(UnsafeRawBufferPointer(rebasing: bytes[position...]))
  }
}
