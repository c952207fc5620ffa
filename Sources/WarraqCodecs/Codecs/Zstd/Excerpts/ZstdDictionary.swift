/// What a decoder has to know in order to begin in the middle of a frame, as a dictionary in the
/// library's own format (RFC 8878, 5): tables, offsets, and the bytes that may be referred to.
enum ZstdDictionary {
  private static let magic: UInt32 = 0xEC30_A437
  /// Frames that name no dictionary take any.
  private static let identifier: UInt32 = 1
  /// Two codes of one bit each: for frames that have described no tree so far.
  private static let anyTree: [UInt8] = [0x80, 0x10]

  private static let mostHeadBytes = 1024

  /// All of it but the bytes that may be referred to, which follow, with room for so many. `bytes` are
  /// those that the tables are described in.
  static func head(
    _ tables: ZstdTables, offsets: [Int], bytes: UnsafeRawBufferPointer, contentBytes: Int
  ) -> [UInt8] {
    var dictionary: [UInt8] = []
    dictionary.reserveCapacity(contentBytes + mostHeadBytes)
    append(magic, to: &dictionary)
    append(identifier, to: &dictionary)
    dictionary += tables.huffman.map { Array(bytes[$0]) } ?? anyTree
    dictionary += description(tables.offsets, .offsets, bytes)
    dictionary += description(tables.matchLengths, .matchLengths, bytes)
    dictionary += description(tables.literalLengths, .literalLengths, bytes)
    for offset in offsets { append(UInt32(offset), to: &dictionary) }
    return dictionary
  }

  /// A table that is not asked for again can be any.
  private static func description(
    _ table: ZstdSections.Table, _ predefined: ZstdPredefined, _ bytes: UnsafeRawBufferPointer
  ) -> [UInt8] {
    if case .described(let range) = table { Array(bytes[range]) } else { predefined.description }
  }

  private static func append(_ number: UInt32, to bytes: inout [UInt8]) {
    withUnsafeBytes(of: number.littleEndian) { bytes += $0 }
  }
}
