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
    for (start, end) in zip(lines, lines.dropFirst()) {
      for index in start..<end {
        let word = records[index]
        guard word.pointee.shape != .punctuation else { continue }
        var bits: UInt16 = 0
        if index > start { bits = UInt16(records[index - 1].pointee.trigger.rawValue) }
        if index + 1 < end { bits |= UInt16(records[index + 1].pointee.trigger.rawValue) << 8 }
        let entry = find(word.pointee.identity)
        occurrences[index] = Occurrence(entry: Int32(entry), triggers: bits)
        guard bits != 0 else { continue }
        entries[entry].twice |= entries[entry].once & bits
        entries[entry].once |= bits
      }
    }
    entries.withUnsafeBufferPointer { entries in
      for (index, occurrence) in occurrences.enumerated() where occurrence.entry >= 0 {
        let entry = entries[Int(occurrence.entry)]
        contexts[index].elsewhere = entry.twice | entry.once & ~occurrence.triggers
      }
    }
  }

  /// Counts the labels of a first look and sets ``PlaceContext/label``.
  package mutating func look(
    _ labels: some Sequence<UInt8>, _ contexts: UnsafeMutablePointer<PlaceContext>
  ) {
    entries.withUnsafeMutableBufferPointer { entries in
      for index in entries.indices { entries[index].labels = .zero }
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

  private mutating func prepare(_ count: Int) {
    entries.removeAll(keepingCapacity: true)
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

  private mutating func find(_ identity: UInt64) -> Int {
    let mask = size - 1
    var slot = Int(truncatingIfNeeded: identity >> 20) & mask
    while table[slot] >= 0 {
      if entries[Int(table[slot])].identity == identity { return Int(table[slot]) }
      slot = (slot + 1) & mask
    }
    table[slot] = Int32(entries.count)
    entries.append(Entry(identity: identity))
    return entries.count - 1
  }
}
