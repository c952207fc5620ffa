/// What one shard reads: a stretch of a file, and what is to be known of it before reading.
public struct ShardSlice: Codable, Hashable, Sendable {
  /// Damage that was met when the stretch was decoded for the first time, by a ``StreamSplitter``.
  public struct Damage: Codable, Hashable, Sendable {
    /// `truncated` or `damaged`.
    public var reason: String
    /// One sentence.
    public var message: String
  }

  /// What of the input a spool file stands for.
  public struct Origin: Codable, Hashable, Sendable {
    /// Bytes of the input on disk: the first one, and the one behind the last.
    public var diskBegin: Int
    public var diskEnd: Int
    /// How many of them could be decoded.
    public var coveredDiskBytes: Int
    /// The damage at which the piece ends.
    public var damage: Damage?
  }

  /// A stretch of a stream that was copied from it as it is. In front of ``begin`` stands what a decoder
  /// must know of what comes before.
  public struct Excerpt: Codable, Hashable, Sendable {
    /// Decoded bytes at the front that belong to the piece before.
    public var skippedBytes: Int
    /// Decoded bytes behind them.
    public var rawBytes: Int
    /// XXH3 of those, in sixteen digits.
    public var hash: String
  }

  public var codec: Codec
  /// Bytes on disk: the first one, and the one behind the last. A reader goes on behind the end to
  /// finish its last record.
  public var begin: Int
  public var end: Int
  /// Whether the first byte begins a record. If not, the shard begins behind the first line break,
  /// and owns the records whose preceding line break lies in it.
  public var startsAtRecord: Bool
  public var encoding: TextEncoding
  /// Bytes of byte order mark to skip in front.
  public var markBytes: Int
  /// Set for the spool files of a ``StreamSplitter``.
  public var origin: Origin?
  /// Set for spool files that are copies of what stands in the stream.
  public var excerpt: Excerpt?

  /// Bytes of the input on disk that the shard stands for.
  public var diskBytes: Int {
    origin.map { $0.diskEnd - $0.diskBegin } ?? (end - begin)
  }
}
