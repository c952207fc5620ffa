/// What the words of one document say of each other: which triggers stand beside a word, and how a
/// first look labelled it, wherever else in the document it occurs.
package struct DocumentEvidence {
  private struct Entry {
    var identity: UInt64 = 0
    /// Triggers seen beside one occurrence or more, and beside two or more.
    var once: UInt16 = 0
    var twice: UInt16 = 0
    /// Labels of the first look: outside, then type by type.
    var labels = SIMD8<UInt16>()
  }

  package init() {}

  private var table: [Int32] = []
  /// So many places at the beginning of the table are in use.
  private var size = 0
  private var entries: [Entry] = []
  /// So many of them are in use.
  private var entryCount = 0
  /// Of each token.
  private var occurrences: [Occurrence] = []

  private struct Occurrence {
    /// The entry of the word; -1 of marks.
    var entry: Int32 = -1
    /// The triggers beside it.
    var triggers: UInt16 = 0
  }

  /// Gathers the triggers beside the words of a document and sets ``PlaceContext/elsewhere``.
  package mutating func gather(
    _ lines: [Int], _ contexts: UnsafeMutablePointer<PlaceContext>,
    _ records: PlacedRecords
  ) {
    let count = lines.last ?? 0
    prepare(count)
    withWords { words in
      for (start, end) in zip(lines, lines.dropFirst()) {
        for index in start..<end {
          let word = records[index]
          guard word.pointee.shape != .punctuation else { continue }
          var bits: UInt16 = 0
          if index > start { bits = UInt16(records[index - 1].pointee.trigger.rawValue) }
          if index + 1 < end { bits |= UInt16(records[index + 1].pointee.trigger.rawValue) << 8 }
          let number = words.find(word.pointee.identity)
          words.occurrences[index] = Occurrence(entry: Int32(number), triggers: bits)
          let entry = words.entries + number
          entry.pointee.twice |= entry.pointee.once & bits
          entry.pointee.once |= bits
        }
      }
      for index in 0..<count where words.occurrences[index].entry >= 0 {
        let occurrence = words.occurrences[index]
        let entry = words.entries + Int(occurrence.entry)
        contexts[index].elsewhere =
          entry.pointee.twice | entry.pointee.once & ~occurrence.triggers
      }
    }
  }

  /// Counts the labels of a first look and sets ``PlaceContext/label``.
  package mutating func look(
    _ labels: some Sequence<UInt8>, _ contexts: UnsafeMutablePointer<PlaceContext>
  ) {
    entries.withUnsafeMutableBufferPointer { entries in
      for index in 0..<entryCount { entries[index].labels = .zero }
      for (occurrence, label) in zip(occurrences, labels) where occurrence.entry >= 0 {
        entries[Int(occurrence.entry)].labels[Self.lane(label)] &+= 1
      }
      for (index, (occurrence, label)) in zip(occurrences, labels).enumerated()
      where occurrence.entry >= 0 {
        var counts = entries[Int(occurrence.entry)].labels
        counts[Self.lane(label)] &-= 1
        contexts[index].label = Self.code(counts)
      }
    }
  }

  private static func lane(_ label: UInt8) -> Int { (Int(label) + 1) >> 1 }

  /// 0 where the word does not occur elsewhere; then how often it was of its most frequent type,
  /// against how often it was no name.
  static func code(_ counts: SIMD8<UInt16>) -> UInt8 {
    let others = counts[0]
    var types = counts
    types[0] = 0
    if types == .zero { return others == 0 ? 0 : others == 1 ? 64 : 65 }
    var best = 1
    for lane in 2..<8 where counts[lane] > counts[best] { best = lane }
    let names = counts[best]
    let often: UInt8 = names == 1 ? 0 : names == 2 ? 1 : 2
    let against: UInt8 = others == 0 ? 0 : others < names ? 1 : 2
    return 1 + UInt8(best - 1) * 9 + often * 3 + against
  }

  /// Makes room for `count` tokens.
  private mutating func prepare(_ count: Int) {
    entryCount = 0
    if entries.count < count { entries = Array(repeating: Entry(), count: count) }
    occurrences.removeAll(keepingCapacity: true)
    occurrences.append(contentsOf: repeatElement(Occurrence(), count: count))
    size = 256
    while size < 2 * count { size *= 2 }
    if table.count < size {
      table = [Int32](repeating: -1, count: size)
    } else {
      table.withUnsafeMutableBufferPointer { $0[..<size].update(repeating: -1) }
    }
  }

  /// Lends the tables out without checks.
  private mutating func withWords(_ body: (inout Words) -> Void) {
    let (mask, count) = (size - 1, entryCount)
    entryCount = table.withUnsafeMutableBufferPointer { table in
      entries.withUnsafeMutableBufferPointer { entries in
        occurrences.withUnsafeMutableBufferPointer { occurrences in
          guard let table = table.baseAddress, let entries = entries.baseAddress,
            let occurrences = occurrences.baseAddress
          else { return count }
          var words = Words(
            table: table, mask: mask, entries: entries, occurrences: occurrences, count: count)
          body(&words)
          return words.count
        }
      }
    }
  }

  private struct Words {
    let table: UnsafeMutablePointer<Int32>
    let mask: Int
    /// Room for an entry of each token.
    let entries: UnsafeMutablePointer<Entry>
    let occurrences: UnsafeMutablePointer<Occurrence>
    var count: Int

    /// The number of the entry of a word.
    @inline(__always) mutating func find(_ identity: UInt64) -> Int {
      var slot = Int(truncatingIfNeeded: identity >> 20) & mask
      while table[slot] >= 0 {
        let entry = Int(table[slot])
        if entries[entry].identity == identity { return entry }
        slot = (slot + 1) & mask
      }
      table[slot] = Int32(truncatingIfNeeded: count)
      entries[count] = Entry(identity: identity)
      count += 1
      return count - 1
    }
  }
}
