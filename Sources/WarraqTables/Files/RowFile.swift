import WarraqCore

/// A row file that is open for reading.
public final class RowFile {
  /// The file's path, for messages.
  public let path: String
  /// Its sections.
  public var summary: RowFileSummary { footer.summary }
  private let file: MappedFile
  private let footer: RowFileFormat.Footer

  /// Opens a file that ``writeRows(_:combiner:to:)`` wrote, and checks its footer.
  ///
  /// Throws a ``WarraqError`` of code `state` when the file is missing, cut off or damaged.
  public init(path: String) throws {
    self.path = path
    file = try MappedFile(path: path)
    footer = try RowFileFormat.footer(of: file.bytes, path: path)
  }

  /// Opens the section of a partition, and checks its rows against their digest.
  ///
  /// Throws a ``WarraqError`` of code `state` when they differ or there is no such section.
  public func section(_ index: Int) throws -> SectionReader {
    guard (0..<footer.count).contains(index) else {
      throw RowFileFormat.damaged(path, "it has no section \(index)")
    }
    let section = footer.section(index)
    return try SectionReader(
      of: file, path: path, offset: section.offset, length: section.length, digest: section.digest)
  }
}
