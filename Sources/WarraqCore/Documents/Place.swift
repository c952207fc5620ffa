/// Where a record stands in its shard. What comes before the shard (other shards, other inputs) is
/// added only when results are merged, so that it stands in no map task's key.
public struct Place: Hashable, Sendable {
  /// The number of records before this one in the shard, bad ones included.
  public var ordinal: Int
  /// The number of decoded bytes before this record in the shard.
  public var offset: Int

  public init(ordinal: Int, offset: Int) {
    self.ordinal = ordinal
    self.offset = offset
  }
}
