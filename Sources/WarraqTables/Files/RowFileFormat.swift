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

  /// The table of sections in a whole file.
  struct Footer {
    let file: UnsafeRawBufferPointer
    /// Where the table begins: behind the last section.
    let start: Int
    let count: Int

    /// One entry. A file has one for each partition, and whoever merges files reads one of each.
    func section(_ index: Int) -> RowFileSummary.Section {
      RowFileFormat.section(file, start + index * sectionSize)
    }

    var summary: RowFileSummary {
      RowFileSummary(sections: (0..<count).map(section), bytes: file.count)
    }
  }

  /// Reads header and footer of a whole file and checks that they belong together.
  static func footer(of file: UnsafeRawBufferPointer, path: String) throws -> Footer {
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
    let table = UnsafeRawBufferPointer(rebasing: file[start..<start + Int(count) * sectionSize])
    let stored = RowChecksum.Digest(
      high: number(file, file.count - 24, UInt64.self),
      low: number(file, file.count - 16, UInt64.self))
    var checksum = RowChecksum()
    checksum.update(table)
    guard checksum.digest() == stored else { throw damaged(path, "its footer is damaged") }
    let footer = Footer(file: file, start: start, count: Int(count))
    let end = count == 0 ? headerSize : footer.section(Int(count) - 1).end
    guard end == start else { throw damaged(path, "its footer does not match its length") }
    return footer
  }

  static func damaged(_ path: String, _ what: String) -> WarraqError {
    WarraqError(
      .state, "\(path) cannot be used: \(what). Run the task again that wrote it (warraq rerun).")
  }

  fileprivate static func section(_ file: UnsafeRawBufferPointer, _ at: Int)
    -> RowFileSummary.Section
  {
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
