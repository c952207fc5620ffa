import WarraqCore

/// A row file that is open for reading.
public final class RowFile {
  /// The file's path, for messages.
  public let path: String
  /// Its sections.
  public let summary: RowFileSummary
  private let file: MappedFile

  /// Opens a file that ``writeRows(_:combiner:to:)`` wrote, and checks its footer.
  ///
  /// Throws a ``WarraqError`` of code `state` when the file is missing, cut off or damaged.
  public init(path: String) throws {
    self.path = path
    file = try MappedFile(path: path)
    summary = try RowFileFormat.summary(of: file.bytes, path: path)
  }

  /// Opens the section of a partition, and checks its rows against their digest.
  ///
  /// Throws a ``WarraqError`` of code `state` when they differ or there is no such section.
  public func section(_ index: Int) throws -> SectionReader {
    guard summary.sections.indices.contains(index) else {
      throw RowFileFormat.damaged(path, "it has no section \(index)")
    }
    let section = summary.sections[index]
    return try SectionReader(
      of: file, path: path, offset: section.offset, length: section.length, digest: section.digest)
  }
}
