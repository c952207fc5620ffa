/// What became of a shard's input when it was read to its end.
public struct ReadOutcome: Hashable, Sendable {
  /// A place where the input is damaged or ends too early. It was handed out as a record with a
  /// problem as well: this is for messages, and not to be counted again.
  public struct Damage: Hashable, Sendable {
    public var problem: BadRecord
    /// Decoded bytes of the shard before the damage.
    public var offset: Int
    /// Where in the file the stretch that could not be decoded begins.
    public var diskOffset: Int
  }

  /// Decoded bytes of the shard itself, without what was read behind its end.
  public internal(set) var decodedBytes = 0
  /// Records handed out, bad ones included.
  public internal(set) var records = 0
  /// Bytes of the input on disk that the shard stands for.
  public internal(set) var diskBytes = 0
  /// How many of them were decoded: less than ``diskBytes`` if and only if something was lost.
  public internal(set) var coveredDiskBytes = 0
  public internal(set) var damage: [Damage] = []

  /// What became of nothing.
  public init() {}
}
