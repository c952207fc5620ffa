/// What an input is: found out once, by looking at all of it where that is needed.
public struct InputDescription: Codable, Hashable, Sendable {
  /// A stretch of the file that can be decoded by itself.
  public struct Division: Codable, Hashable, Sendable {
    /// Bytes on disk: its first one, and the one behind its last.
    public var begin: Int
    public var end: Int
    /// Decoded bytes; `nil` where only decoding would tell.
    public var rawBytes: Int?

    public init(begin: Int, end: Int, rawBytes: Int?) {
      self.begin = begin
      self.end = end
      self.rawBytes = rawBytes
    }
  }

  public var codec: Codec
  /// Bytes on disk.
  public var size: Int
  /// Where decoding can start afresh, in order, from the first byte to the last. Empty for an empty
  /// file.
  public var divisions: [Division]
  /// Decoded bytes for each byte on disk, from the first few megabytes.
  public var ratio: Double
  /// The encoding without doubt: the one asked for, or what the byte order mark says.
  public var encoding: TextEncoding

  /// Whether the input can be cut: a plain file, or one with at least two divisions.
  public var isDividable: Bool { codec == .plain ? size > 0 : divisions.count > 1 }

  /// Decoded bytes of a division: exact where known, otherwise estimated by ``ratio``.
  public func rawBytes(of division: Division) -> Int {
    division.rawBytes ?? max(1, Int(Double(division.end - division.begin) * ratio))
  }

  /// Decoded bytes of the whole input, exact or estimated.
  public var rawBytes: Int { divisions.reduce(0) { $0 + rawBytes(of: $1) } }
}
