/// What a row file holds: the engine keeps it in the manifest of the task that wrote the file.
public struct RowFileSummary: Codable, Equatable, Sendable {
  /// One partition's rows.
  public struct Section: Codable, Equatable, Sendable {
    /// The number of rows.
    public var rows: Int
    /// Where the section begins, in bytes from the start of the file.
    public var offset: Int
    /// Its length in bytes.
    public var length: Int
    /// 128-bit checksum of its bytes, 32 hexadecimal digits. Equal for equal rows.
    public var digest: String

    /// The byte behind its last one.
    var end: Int { offset + length }

    public init(rows: Int, offset: Int, length: Int, digest: String) {
      self.rows = rows
      self.offset = offset
      self.length = length
      self.digest = digest
    }
  }

  /// The sections in the order of their partitions.
  public var sections: [Section]
  /// The size of the whole file in bytes.
  public var bytes: Int

  public init(sections: [Section], bytes: Int) {
    self.sections = sections
    self.bytes = bytes
  }

  /// The number of rows in all sections.
  public var rows: Int { sections.reduce(0) { $0 + $1.rows } }
}
