public import WarraqCore

/// Adds up how much text the kept documents hold, and how many were published with their duplicates, by
/// source, language and month, in one lane.
public final class LengthsAccumulator: Accumulator {
  /// Beyond so many different values the tallies are handed over.
  private static let limit = 1 << 15

  private var tallies: [LengthKey: LengthTally] = [:]

  public init() {}

  public func add(_ batch: DocumentBatch, to rows: any RowSink) throws {
    batch.forEachActive { document in
      precondition(document.analysis.isTokenized, "lengths are counted of documents with tokens")
      let tokens = document.analysis.tokens.count
      var tally = LengthTally()
      tally.publications = 1
      if document.isKept {
        tally.documents = 1
        tally.characters = document.text.withUnsafeBytes { Self.codePoints($0) }
        tally.tokens = tokens
      }
      tallies[LengthKey(.total, LengthKey.all), default: LengthTally()].add(tally)
      tallies[LengthKey(.source, document.source), default: LengthTally()].add(tally)
      tallies[LengthKey(.language, document.language), default: LengthTally()].add(tally)
      tallies[LengthKey(.month, document.date?.monthLabel), default: LengthTally()].add(tally)
      tallies[LengthKey(tokens: tokens), default: LengthTally()].add(tally)
    }
    if tallies.count > Self.limit { try finish(to: rows) }
  }

  public func finish(to rows: any RowSink) throws {
    var encoder = RowEncoder()
    // The dictionary's order does not matter: rows are sorted before they are written.
    for (key, tally) in tallies {
      encoder.removeAll()
      tally.encode(to: &encoder)
      try key.bytes.withUnsafeBytes { key in
        try encoder.bytes.withUnsafeBytes { try rows.emit(key: key, value: $0) }
      }
    }
    tallies.removeAll(keepingCapacity: true)
  }

  /// The number of code points in UTF-8: of bytes that do not continue one.
  static func codePoints(_ text: UnsafeRawBufferPointer) -> Int {
    var continuations = 0
    var index = 0
    while index + 8 <= text.count {
      // A count in every byte of a word, of up to 255 words.
      let end = min(index + 255 * 8, text.count - text.count % 8)
      var counts: UInt64 = 0
      while index < end {
        let word = text.loadUnaligned(fromByteOffset: index, as: UInt64.self)
        counts &+= (word &>> 7) & ~(word &>> 6) & 0x0101_0101_0101_0101
        index &+= 8
      }
      let pairs = (counts & 0x00FF_00FF_00FF_00FF) &+ (counts &>> 8 & 0x00FF_00FF_00FF_00FF)
      continuations += Int((pairs &* 0x0001_0001_0001_0001) &>> 48)
    }
    while index < text.count {
      if text[index] & 0xC0 == 0x80 { continuations += 1 }
      index += 1
    }
    return text.count - continuations
  }
}
