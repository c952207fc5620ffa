import WarraqCore

/// The bytes around the rows of a row file. Docs/decisions/row-files.md has the whole format.
///
/// ```
/// header   "WARRAQRW" version:4 0:4
/// sections rows: varint keyLength, varint valueLength, key, value
/// table    for each section rows:8 offset:8 length:8 digest:16
/// trailer  sectionCount:8 digest of the table:16 "WARRAQFT"
/// ```
enum RowFileFormat {
  static let version: UInt32 = 1
  static let headerSize = 16
  static let sectionSize = 40
  static let trailerSize = 32
  private static let headerMagic = Array("WARRAQRW".utf8)
  private static let trailerMagic = Array("WARRAQFT".utf8)

  static func header() -> [UInt8] {
    headerMagic + bytes(of: version) + bytes(of: UInt32(0))
  }

  static func footer(_ sections: [RowFileSummary.Section], _ digests: [RowChecksum.Digest])
    -> [UInt8]
  {
    var table: [UInt8] = []
    for (section, digest) in zip(sections, digests) {
      table += bytes(of: UInt64(section.rows)) + bytes(of: UInt64(section.offset))
      table += bytes(of: UInt64(section.length)) + bytes(of: digest.high) + bytes(of: digest.low)
    }
    let digest = checksum(of: table)
    return table + bytes(of: UInt64(sections.count)) + bytes(of: digest.high)
      + bytes(of: digest.low) + trailerMagic
  }

  /// Reads header and footer of a whole file and checks that they belong together.
  static func summary(of file: UnsafeRawBufferPointer, path: String) throws -> RowFileSummary {
    guard file.count >= headerSize + trailerSize, file.prefix(8).elementsEqual(headerMagic),
      file.suffix(8).elementsEqual(trailerMagic)
    else { throw damaged(path, "it is no row file, or it was cut off") }
    let found = number(file, 8, UInt32.self)
    guard found == UInt64(version) else {
      throw WarraqError(
        .version,
        "\(path) is a row file of version \(found); this program reads \(version). Start a new run."
      )
    }
    guard number(file, 12, UInt32.self) == 0 else { throw damaged(path, "its header is damaged") }
    let count = number(file, file.count - trailerSize, UInt64.self)
    let limit = file.count - headerSize - trailerSize
    guard count <= UInt64(limit / sectionSize) else { throw damaged(path, "its footer is damaged") }
    let start = file.count - trailerSize - Int(count) * sectionSize
    let table = Array(file[start..<start + Int(count) * sectionSize])
    let stored = RowChecksum.Digest(
      high: number(file, file.count - 24, UInt64.self),
      low: number(file, file.count - 16, UInt64.self))
    guard checksum(of: table) == stored else { throw damaged(path, "its footer is damaged") }
    let sections = (0..<Int(count)).map { section(file, start + $0 * sectionSize) }
    guard sections.last.map({ $0.offset + $0.length == start }) ?? (start == headerSize) else {
      throw damaged(path, "its footer does not match its length")
    }
    return RowFileSummary(sections: sections, bytes: file.count)
  }

  static func damaged(_ path: String, _ what: String) -> WarraqError {
    WarraqError(
      .state, "\(path) cannot be used: \(what). Run the task again that wrote it (warraq rerun).")
  }

  private static func section(_ file: UnsafeRawBufferPointer, _ at: Int) -> RowFileSummary.Section {
    let digest = RowChecksum.Digest(
      high: number(file, at + 24, UInt64.self), low: number(file, at + 32, UInt64.self))
    return RowFileSummary.Section(
      rows: Int(number(file, at, UInt64.self)), offset: Int(number(file, at + 8, UInt64.self)),
      length: Int(number(file, at + 16, UInt64.self)), digest: digest.hex)
  }

  private static func checksum(of bytes: [UInt8]) -> RowChecksum.Digest {
    var checksum = RowChecksum()
    bytes.withUnsafeBytes { checksum.update($0) }
    return checksum.digest()
  }

  private static func number<T: FixedWidthInteger & UnsignedInteger & BitwiseCopyable>(
    _ file: UnsafeRawBufferPointer, _ offset: Int, _ type: T.Type
  ) -> UInt64 {
    UInt64(T(littleEndian: file.loadUnaligned(fromByteOffset: offset, as: T.self)))
  }

  private static func bytes(of number: some FixedWidthInteger) -> [UInt8] {
    withUnsafeBytes(of: number.littleEndian) { Array($0) }
  }
}
