import WarraqCore

/// The keys of rows about the entities of a document, put together before they are counted: their slots lie
/// anywhere in the table, so memory is asked for all of them at once.
struct EntityKeys {
  /// Bytes of keys that are counted at once.
  private static let limit = 1 << 15

  private var encoder = RowEncoder()
  private var ends: [Int] = []
  private var tallies: [EntityTally] = []
  private var keys: [TermTable.Key] = []
  private var guesses: [UInt32] = []

  /// Adds to the row of the key that `encode` puts together.
  @inline(__always) mutating func add(
    _ tally: EntityTally, to table: inout TermTable, _ encode: (inout RowEncoder) -> Void
  ) {
    encode(&encoder)
    ends.append(encoder.bytes.count)
    tallies.append(tally)
    if encoder.bytes.count > Self.limit { count(in: &table) }
  }

  /// Counts what was added.
  mutating func count(in table: inout TermTable) {
    // So that the last key, too, can be read as words.
    for _ in 0..<KeyWords.limit { encoder.bytes.append(0) }
    keys.removeAll(keepingCapacity: true)
    guesses.removeAll(keepingCapacity: true)
    encoder.bytes.withUnsafeBytes { bytes in
      guard let base = bytes.baseAddress else { return }
      var start = 0
      for end in ends {
        let key = TermTable.Key(base + start, count: end - start, readable: bytes.count - start)
        table.prefetchIndex(key.hash)
        keys.append(key)
        start = end
      }
      for key in keys { guesses.append(table.guess(key.hash)) }
      for (index, tally) in tallies.enumerated() {
        let slot = table.slot(of: keys[index], guess: guesses[index])
        slot.pointee.count &+= UInt32(tally.mentions)
        slot.pointee.documents &+= UInt32(tally.documents)
        slot.pointee.publications &+= UInt32(tally.publications)
      }
    }
    encoder.removeAll()
    ends.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
  }
}
