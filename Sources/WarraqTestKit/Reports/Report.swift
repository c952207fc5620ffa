import Foundation

/// The `report/` folder of a run, read back.
public struct Report: Sendable {
  /// What `summary.json` says.
  public struct Summary: Decodable, Equatable, Sendable {
    /// What became of the documents.
    public struct Documents: Decodable, Equatable, Sendable {
      public var read: Int
      public var kept: Int
      public var rejected: Int
      public var duplicate: Int
      public var quarantined: Int

      public init(
        read: Int, kept: Int, rejected: Int = 0, duplicate: Int = 0, quarantined: Int = 0
      ) {
        self.read = read
        self.kept = kept
        self.rejected = rejected
        self.duplicate = duplicate
        self.quarantined = quarantined
      }

      /// Whether nothing vanished.
      public var isBalanced: Bool { read == kept + rejected + duplicate + quarantined }
    }

    public var documents: Documents
    public var tokens: Int?
    public var terms: Int?
    /// Share of the input's bytes, 0 to 1.
    public var coverage: Double
    /// What whoever reads the report should know of the texts.
    public var warnings: [String]?
    /// The hash over the report's other files.
    public var root: String
  }

  /// The folder.
  public let path: String

  /// The report of the run in a directory, relative to `directory`.
  public init(run: String, in directory: TemporaryDirectory) {
    path = directory.file(run) + "/report"
  }

  /// The numbers of the report. Throws where the file is missing or lacks one.
  public func summary() throws -> Summary {
    try JSONDecoder().decode(Summary.self, from: Data(bytes("summary.json")))
  }

  /// A table, `terms.tsv` for example.
  public func table(_ name: String) throws -> TSVTable {
    try TSVTable(String(decoding: bytes(name), as: UTF8.self))
  }

  /// The bytes of a file.
  public func bytes(_ name: String) throws -> [UInt8] {
    [UInt8](try Data(contentsOf: URL(fileURLWithPath: path + "/" + name)))
  }

  /// The names of the files, sorted.
  public func files() throws -> [String] {
    try FileManager.default.contentsOfDirectory(atPath: path).sorted()
  }

  /// The bytes of every file by its name: two reports are the same when these are.
  public func contents() throws -> [String: [UInt8]] {
    var contents: [String: [UInt8]] = [:]
    for name in try files() { contents[name] = try bytes(name) }
    return contents
  }
}
