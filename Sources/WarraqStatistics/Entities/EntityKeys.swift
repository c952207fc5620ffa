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
    encoder.bytes.withUnsafeBytes { find($0, in: table) }
    for index in tallies.indices {
      let slot = table.slot(of: keys[index], guess: guesses[index])
      slot.pointee.count &+= UInt32(tallies[index].mentions)
      slot.pointee.documents &+= UInt32(tallies[index].documents)
      slot.pointee.publications &+= UInt32(tallies[index].publications)
    }
    encoder.removeAll()
    ends.removeAll(keepingCapacity: true)
    tallies.removeAll(keepingCapacity: true)
  }

  /// Fills in the keys and the slots that may be theirs.
  private mutating func find(_ bytes: UnsafeRawBufferPointer, in table: TermTable) {
    guard let base = bytes.baseAddress else { return }
    keys.removeAll(keepingCapacity: true)
    guesses.removeAll(keepingCapacity: true)
    var start = 0
    for end in ends {
      let key = TermTable.Key(base + start, count: end - start, readable: bytes.count - start)
      table.prefetchIndex(key.hash)
      keys.append(key)
      start = end
    }
    for key in keys { guesses.append(table.guess(key.hash)) }
  }
}
