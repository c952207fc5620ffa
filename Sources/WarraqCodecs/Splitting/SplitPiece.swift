/// One shard of an input that had to be decoded from end to end.
public struct SplitPiece: Codable, Hashable, Sendable {
  /// Its number, from 0 in the order of the input.
  public var index: Int
  /// Decoded bytes.
  public var rawBytes: Int
  /// Records, bad ones included, and the damage at its end as one.
  public var records: Int
  /// What of the input it stands for, and the damage at which it ends.
  public var origin: ShardSlice.Origin
  /// What to read from the spool file; `nil` when the piece was not written.
  public var slice: ShardSlice?
}

/// What a whole split came to.
public struct SplitSummary: Codable, Hashable, Sendable {
  public var pieces = 0
  public var rawBytes = 0
  public var records = 0
  /// Bytes of the input on disk, and how many of them were decoded.
  public var diskBytes = 0
  public var coveredDiskBytes = 0

  mutating func add(_ piece: SplitPiece) {
    pieces += 1
    rawBytes += piece.rawBytes
    records += piece.records
    diskBytes += piece.origin.diskEnd - piece.origin.diskBegin
    coveredDiskBytes += piece.origin.coveredDiskBytes
  }
}
