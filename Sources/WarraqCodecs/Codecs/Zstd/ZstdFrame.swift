/// Finds the end of a zstd frame (RFC 8878, 3.1) by the headers of its blocks, without decoding.
///
/// Not by the library, which would walk through a frame of any size in one go: every page that it
/// looks at stays in memory until it is given back.
enum ZstdFrame {
  static let magic: UInt32 = 0xFD2F_B528
  private static let maximumWindowLog: UInt8 = 31
  /// The most bytes that a compressed block yields.
  private static let blockLimit = 128 << 10
  /// Pages are given back in steps large enough to cost nothing.
  private static let releaseStep = 1 << 23

  /// Bytes on disk of the frame, skippable or not, at `start`; `nil` when it is damaged or cut off.
  static func size(in file: MappedFile, at start: Int) -> Int? {
    let bytes = UnsafeRawBufferPointer(rebasing: file.bytes[start...])
    guard bytes.count >= 8 else { return nil }
    if isSkippable(bytes) {
      let size =
        8 + Int(UInt32(littleEndian: bytes.loadUnaligned(fromByteOffset: 4, as: UInt32.self)))
      return size <= bytes.count ? size : nil
    }
    var released = 0
    return walk(bytes) { position, _ in
      if position - released > releaseStep {
        file.release(start + released..<start + position)
        released = position
      }
      return true
    }
  }

  /// Bytes on disk of the frame at the front of `bytes`, and the room that it needs at most when it is
  /// decoded; `nil` when that is more than `limit`, or the frame is skippable, damaged or cut off.
  static func measure(_ bytes: UnsafeRawBufferPointer, limit: Int) -> (size: Int, room: Int)? {
    var room = 0
    let size = walk(bytes) { _, yields in
      room += yields
      return room <= limit
    }
    return size.map { ($0, room) }
  }

  /// Goes from block to block. `body` is told where the next block begins, and how many bytes the one
  /// before yields at most; it returns whether to go on. Returns the bytes on disk of the frame.
  private static func walk(
    _ bytes: UnsafeRawBufferPointer, _ body: (_ position: Int, _ yields: Int) -> Bool
  ) -> Int? {
    guard bytes.count >= 8, let header = headerSize(bytes),
      let last = lastBlockEnd(bytes, from: header, body)
    else { return nil }
    let end = last + checksumBytes(bytes)
    return end <= bytes.count ? end : nil
  }

  /// Where the last block ends of a frame that has a block at `position`; `nil` when that is behind
  /// `bytes`, or `body` returns `false`, which is told what ``walk`` tells.
  static func lastBlockEnd(
    _ bytes: UnsafeRawBufferPointer, from position: Int,
    _ body: (_ position: Int, _ yields: Int) -> Bool = { _, _ in true }
  ) -> Int? {
    var position = position
    while position + ZstdBlock.headerBytes <= bytes.count {
      let block = ZstdBlock(bytes, at: position)
      guard block.kind != .reserved else { return nil }
      position += ZstdBlock.headerBytes + block.bodyBytes
      let yields = block.kind == .compressed ? blockLimit : block.size
      guard position <= bytes.count, body(position, yields) else { return nil }
      if block.isLast { return position }
    }
    return nil
  }

  static func isSkippable(_ bytes: UnsafeRawBufferPointer) -> Bool {
    UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)) & 0xFFFF_FFF0 == 0x184D_2A50
  }

  /// Bytes of the magic number and the frame header; `nil` when it is damaged or cut off, or that of a
  /// skippable frame.
  static func headerSize(_ bytes: UnsafeRawBufferPointer) -> Int? {
    guard bytes.count >= 6, UInt32(littleEndian: bytes.loadUnaligned(as: UInt32.self)) == magic
    else { return nil }
    let descriptor = bytes[4]
    let isSingleSegment = descriptor & 0x20 != 0
    // A reserved bit.
    guard descriptor & 0x08 == 0 else { return nil }
    if !isSingleSegment, bytes[5] >> 3 + 10 > maximumWindowLog { return nil }
    let dictionary = [0, 1, 2, 4][Int(descriptor & 3)]
    let content = [isSingleSegment ? 1 : 0, 2, 4, 8][Int(descriptor >> 6)]
    let size = 5 + (isSingleSegment ? 0 : 1) + dictionary + content
    return size <= bytes.count ? size : nil
  }

  /// Bytes of the checksum at the end of the frame at the front of `bytes`.
  static func checksumBytes(_ bytes: UnsafeRawBufferPointer) -> Int {
    bytes[4] & 0b100 != 0 ? 4 : 0
  }

  /// How far back the frame at the front of `bytes` refers, and the byte of its header that says so;
  /// `nil` where it is the size of its content instead.
  static func window(_ bytes: UnsafeRawBufferPointer) -> (byte: UInt8, bytes: Int)? {
    guard bytes.count >= 6, bytes[4] & 0x20 == 0 else { return nil }
    let base = 1 << (10 + Int(bytes[5] >> 3))
    return (bytes[5], base + base / 8 * Int(bytes[5] & 7))
  }

  /// The header of a frame with such a window that says nothing else.
  static func header(windowByte: UInt8) -> [UInt8] {
    withUnsafeBytes(of: magic.littleEndian) { Array($0) } + [0, windowByte]
  }
}
