/// A place in a stream at which a decoder can begin.
struct ZstdPlace {
  let disk: Int
  let decoded: Int
  /// What is to be known there; `nil` where a unit begins.
  let frame: OpenFrame?

  /// A frame, up to the block that is decoded next.
  struct OpenFrame {
    let windowByte: UInt8
    let window: Int
    let checksumBytes: Int
    /// Where it begins, in decoded bytes.
    let begin: Int
    private(set) var tables = ZstdTables()
    /// What the last block with sequences said.
    private(set) var last: ZstdSections?

    /// Takes note of a block.
    mutating func add(_ sections: ZstdSections) {
      tables.add(sections)
      if sections.sequences > 0 { last = sections }
    }

    /// The offsets that the next sequence may repeat, where the last block tells them.
    func offsets(_ bytes: UnsafeRawBufferPointer) -> [Int]? {
      guard let last else { return RecentOffsets.initial.known }
      var offsets = RecentOffsets.unknown
      return offsets.follow(last, tables, bytes) ? offsets.known : nil
    }
  }
}

/// A block and what it says before its bits.
struct PlacedBlock {
  let header: ZstdBlock
  /// `nil` for blocks that are not compressed.
  let sections: ZstdSections?
  /// The first byte on disk behind it.
  let end: Int

  /// Reads the block at `position`; `nil` when it is damaged or cut off, so that nothing is known behind
  /// it.
  init?(_ bytes: UnsafeRawBufferPointer, at position: Int) {
    let begin = position + ZstdBlock.headerBytes
    guard begin <= bytes.count else { return nil }
    header = ZstdBlock(bytes, at: position)
    end = begin + header.bodyBytes
    guard header.kind != .reserved, end <= bytes.count else { return nil }
    if header.kind == .compressed {
      guard let sections = ZstdSections(bytes, at: begin..<end) else { return nil }
      self.sections = sections
    } else {
      sections = nil
    }
  }
}
