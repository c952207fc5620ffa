/// The three offsets that the next sequence may repeat (RFC 8878, 3.1.1.5), as far as one block tells
/// them: `nil` stands for what came from the blocks before.
struct RecentOffsets {
  private var first: Int?
  private var second: Int?
  private var third: Int?

  /// All three, where they are known.
  var known: [Int]? {
    guard let first, let second, let third else { return nil }
    return [first, second, third]
  }

  /// At the beginning of a frame.
  static let initial = RecentOffsets(first: 1, second: 4, third: 8)
  static let unknown = RecentOffsets()

  /// Goes through the sequences of a block without copying what they refer to. `tables` are those in
  /// force behind it. Returns whether the bits could be read.
  mutating func follow(
    _ sections: ZstdSections, _ tables: ZstdTables, _ bytes: UnsafeRawBufferPointer
  ) -> Bool {
    guard var bits = BackwardBits(bytes, at: sections.bits),
      let lengths = tables.literalLengths.made(bytes, predefined: .literalLengths),
      let offsets = tables.offsets.made(bytes, predefined: .offsets),
      let matches = tables.matchLengths.made(bytes, predefined: .matchLengths),
      var length = bits.take(lengths.log), var offset = bits.take(offsets.log),
      var match = bits.take(matches.log)
    else { return false }
    for left in (0..<sections.sequences).reversed() {
      let width = Int(offsets.states[offset].code)
      let lengthCode = Int(lengths.states[length].code)
      let matchCode = Int(matches.states[match].code)
      guard width < 32, lengthCode < Self.lengthBits.count, matchCode < Self.matchBits.count,
        let rest = bits.take(width), bits.take(Self.matchBits[matchCode]) != nil,
        bits.take(Self.lengthBits[lengthCode]) != nil
      else { return false }
      add(1 << width + rest, hasLiterals: lengthCode != 0)
      guard left > 0 else { break }
      guard let nextLength = bits.next(lengths, length), let nextMatch = bits.next(matches, match),
        let nextOffset = bits.next(offsets, offset)
      else { return false }
      (length, match, offset) = (nextLength, nextMatch, nextOffset)
    }
    return bits.count == 0
  }

  /// Takes note of an offset as a sequence says it.
  private mutating func add(_ value: Int, hasLiterals: Bool) {
    switch value + (hasLiterals || value > 3 ? 0 : 1) {
    case 1: break
    case 2: (first, second) = (second, first)
    case 3: (first, second, third) = (third, first, second)
    case 4 where value == 3: (first, second, third) = (first.map { $0 - 1 }, first, second)
    default: (first, second, third) = (value - 3, first, second)
    }
  }

  /// Bits that follow the code of a number of literals, and of the length of a match.
  private static let lengthBits =
    Array(repeating: 0, count: 16) + [1, 1, 1, 1, 2, 2, 3, 3, 4] + Array(6...16)
  private static let matchBits =
    Array(repeating: 0, count: 32) + [1, 1, 1, 1, 2, 2, 3, 3, 4, 4, 5] + Array(7...16)
}

extension BackwardBits {
  fileprivate mutating func next(_ table: FSETable, _ place: Int) -> Int? {
    let state = table.states[place]
    return take(Int(state.bits)).map { Int(state.base) + $0 }
  }
}
