/// The tables that the next block of a frame may ask for again.
struct ZstdTables {
  typealias Table = ZstdSections.Table

  /// Where the Huffman tree is described; `nil` before the first one.
  private(set) var huffman: Range<Int>?
  private(set) var literalLengths = Table.predefined
  private(set) var offsets = Table.predefined
  private(set) var matchLengths = Table.predefined

  /// Takes note of what a block brings along.
  mutating func add(_ sections: ZstdSections) {
    if let described = sections.huffman { huffman = described }
    literalLengths = sections.literalLengths.following(literalLengths)
    offsets = sections.offsets.following(offsets)
    matchLengths = sections.matchLengths.following(matchLengths)
  }

  /// Whether a block asks for a table again which no description can stand for.
  func repeatsRun(_ sections: ZstdSections) -> Bool {
    sections.literalLengths.repeatsRun(literalLengths) || sections.offsets.repeatsRun(offsets)
      || sections.matchLengths.repeatsRun(matchLengths)
  }
}

extension ZstdSections.Table {
  fileprivate func following(_ last: Self) -> Self {
    if case .repeated = self { last } else { self }
  }

  fileprivate func repeatsRun(_ last: Self) -> Bool {
    if case .repeated = self, case .run = last { true } else { false }
  }

  /// Makes the table; `nil` when its description is damaged, or it is one that has to be known.
  func made(
    _ bytes: UnsafeRawBufferPointer, predefined: ZstdPredefined
  ) -> FSETable? {
    switch self {
    case .predefined: predefined.table
    case .run(let code): FSETable(run: code)
    case .described(let range): FSECounts(bytes, at: range).map { FSETable($0) }
    case .repeated: nil
    }
  }
}

/// The tables of blocks that describe none (RFC 8878, 3.1.1.3.2.2), as descriptions of them.
enum ZstdPredefined {
  case literalLengths, offsets, matchLengths

  var description: [UInt8] {
    switch self {
    case .literalLengths:
      [
        0x51, 0x10, 0x63, 0x8C, 0x31, 0xC6, 0x18, 0x63, 0x0C, 0x21, 0xC4, 0x18, 0x63, 0x66, 0x66,
        0x86, 0x46, 0x92, 0x04, 0x00,
      ]
    case .offsets:
      [0x20, 0x84, 0x10, 0x42, 0x66, 0x46, 0x44, 0x44, 0x44, 0x44, 0x24, 0x49, 0x02, 0x00]
    case .matchLengths:
      [
        0x21, 0x14, 0xC4, 0x18, 0x63, 0x8C, 0x21, 0x84, 0x10, 0x42, 0x08, 0x21, 0x84, 0x10, 0x42,
        0x08, 0x21, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44, 0x44, 0x24, 0x09, 0x00, 0x00,
      ]
    }
  }

  var table: FSETable? {
    description.withUnsafeBytes { FSECounts($0, at: 0..<$0.count).map { FSETable($0) } }
  }
}
