/// A decoder that remembers what another one would need to begin at a place that it has passed lately,
/// so that an undividable stream can be divided without being compressed anew.
protocol ExcerptRecorder: Decoder {
  /// Says that nobody will ask for a start before `offset`, in decoded bytes.
  func expectStart(from offset: Int)
  /// How to begin at or shortly before `offset`, in bytes decoded so far; `nil` where that cannot be
  /// told.
  func start(before offset: Int) -> ExcerptStart?
  /// What of the file from `start` to `end` belongs into an excerpt.
  func copied(_ start: ExcerptStart, to end: Int) -> [Range<Int>]
}

/// What an excerpt may repeat of what stands before it.
struct ExcerptLimits {
  /// Decoded bytes that its frame may refer back to.
  var window: Int
  /// Decoded bytes that may be left out in front.
  var reach: Int

  /// For excerpts of about so many decoded bytes.
  init(shardSize: Int) {
    window = min(16 << 20, shardSize / 4)
    reach = min(2 << 20, max(256 << 10, shardSize / 8))
  }
}

/// Where an excerpt of a stream begins, and what a decoder needs to be told in front of it.
struct ExcerptStart {
  /// The first byte on disk.
  var disk: Int
  /// Decoded bytes that belong to the excerpt before.
  var skippedBytes: Int
  /// What the decoder has to know of what stands before; empty at the beginning of a unit.
  var dictionary: [UInt8] = []
  /// Bytes in front of those copied, so that a unit begins there.
  var header: [UInt8] = []
  /// Bytes behind the unit that must not be copied.
  var checksumBytes = 0
}
