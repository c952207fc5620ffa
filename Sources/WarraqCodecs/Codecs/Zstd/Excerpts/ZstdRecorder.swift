/// Decodes zstd frames block by block, and remembers what a decoder would need to begin at the blocks
/// that were decoded lately.
final class ZstdRecorder: ExcerptRecorder {
  /// A place at which a decoder can begin.
  private struct Place {
    let disk: Int
    let decoded: Int
    /// What is to be known there; `nil` where a frame begins.
    let frame: Frame?
  }

  /// A frame, up to the block that is decoded next.
  private struct Frame {
    let windowByte: UInt8
    let window: Int
    let checksumBytes: Int
    /// Where it begins, in decoded bytes.
    let begin: Int
    var tables = ZstdTables()
    /// The last block with sequences, and the tables in force behind it.
    var last: (sections: ZstdSections, tables: ZstdTables)?
  }

  private struct Block {
    let header: ZstdBlock
    let sections: ZstdSections?
    /// The first byte on disk behind it.
    let end: Int
  }

  /// Decoded bytes between two places that are remembered, and from the first one of them on.
  private static let spacing = 64 << 10
  private static let reach = 2 << 20

  private let file: MappedFile
  private let windowLimit: Int
  private let decoder = ZstdDecoder()
  private var history: RecentBytes
  private var places: [Place] = []
  private var decoded = 0
  private var earliestStart = 0
  private var isAtUnitStart = true
  /// The frame that is decoded; `nil` where no place in it can be begun at.
  private var frame: Frame?
  /// The block of it that is decoded.
  private var block: Block?

  /// Frames with larger windows can only be begun at their beginning.
  init(file: MappedFile, windowLimit: Int) {
    self.file = file
    self.windowLimit = windowLimit
    history = RecentBytes(capacity: windowLimit + Self.reach)
    decoder.blockEnded = { [unowned self] rest, produced in
      endBlock(at: file.offset(of: rest), decoded: decoded + produced)
    }
  }

  func restart() {
    decoder.restart()
    isAtUnitStart = true
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    if isAtUnitStart { beginUnit(input) }
    let step = decoder.decode(input, into: output)
    keep(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<step.produced]))
    if step.state != .more { isAtUnitStart = true }
    return step
  }

  func expectStart(from offset: Int) { earliestStart = offset }

  /// Copies what a start may need: nothing for most of a piece.
  private func keep(_ bytes: UnsafeRawBufferPointer) {
    decoded += bytes.count
    if decoded + (frame?.window ?? 0) + Self.reach < earliestStart {
      history.removeAll()
    } else {
      history.append(bytes)
    }
  }

  private func beginUnit(_ input: UnsafeRawBufferPointer) {
    isAtUnitStart = false
    remember(Place(disk: file.offset(of: input), decoded: decoded, frame: nil))
    frame = nil
    block = nil
    guard ZstdFrame.headerSize(input) != nil, let window = ZstdFrame.window(input),
      window.bytes <= windowLimit
    else { return }
    frame = Frame(
      windowByte: window.byte, window: window.bytes,
      checksumBytes: ZstdFrame.checksumBytes(input), begin: decoded)
  }

  /// A header or a block has been decoded up to `position`: takes note of the block, and reads the next
  /// one.
  private func endBlock(at position: Int, decoded: Int) {
    guard var frame else { return }
    if let sections = block?.sections {
      frame.tables.add(sections)
      if sections.sequences > 0 { frame.last = (sections, frame.tables) }
    }
    let isLast = block?.header.isLast ?? false
    block = isLast ? nil : readBlock(at: position)
    self.frame = block == nil ? nil : frame
    if block != nil, decoded - (places.last?.decoded ?? 0) >= Self.spacing {
      remember(Place(disk: position, decoded: decoded, frame: frame))
    }
  }

  private func remember(_ place: Place) {
    places.removeAll { $0.decoded < decoded - Self.reach }
    places.append(place)
  }

  /// The block at `position`; `nil` when it is damaged or cut off, so that nothing is known behind it.
  private func readBlock(at position: Int) -> Block? {
    let begin = position + ZstdBlock.headerBytes
    guard begin <= file.bytes.count else { return nil }
    let header = ZstdBlock(file.bytes, at: position)
    let end = begin + header.bodyBytes
    guard header.kind != .reserved, end <= file.bytes.count else { return nil }
    guard header.kind == .compressed else { return Block(header: header, sections: nil, end: end) }
    guard let sections = ZstdSections(file.bytes, at: begin..<end) else { return nil }
    return Block(header: header, sections: sections, end: end)
  }

  func start(before offset: Int) -> ExcerptStart? {
    for place in places.reversed() where offset - Self.reach...offset ~= place.decoded {
      if let start = start(at: place, skipped: offset - place.decoded) { return start }
    }
    return nil
  }

  private func start(at place: Place, skipped: Int) -> ExcerptStart? {
    guard let frame = place.frame else {
      return ExcerptStart(disk: place.disk, skippedBytes: skipped)
    }
    guard let offsets = offsets(of: frame), !isRunRepeated(at: place.disk, frame.tables),
      let content = history.last(
        min(frame.window, place.decoded - frame.begin), endingBefore: decoded - place.decoded),
      offsets.allSatisfy({ 1...content.count ~= $0 })
    else { return nil }
    return ExcerptStart(
      disk: place.disk, skippedBytes: skipped,
      dictionary: ZstdDictionary.make(
        frame.tables, offsets: offsets, content: content, bytes: file.bytes),
      header: ZstdFrame.header(windowByte: frame.windowByte), checksumBytes: frame.checksumBytes)
  }

  private func offsets(of frame: Frame) -> [Int]? {
    guard let (sections, tables) = frame.last else { return RecentOffsets.initial.known }
    var offsets = RecentOffsets.unknown
    return offsets.follow(sections, tables, file.bytes) ? offsets.known : nil
  }

  /// Whether the next block with sequences asks for a table again which no dictionary can hold.
  private func isRunRepeated(at position: Int, _ tables: ZstdTables) -> Bool {
    var position = position
    while let next = readBlock(at: position) {
      if let sections = next.sections, sections.sequences > 0 { return tables.repeatsRun(sections) }
      if next.header.isLast { return false }
      position = next.end
    }
    return false
  }

  func copied(_ start: ExcerptStart, to end: Int) -> [Range<Int>] {
    var position = start.disk
    while start.checksumBytes > 0, position < end, let next = readBlock(at: position) {
      position = next.end
      guard next.header.isLast else { continue }
      // The checksum is that of the whole frame.
      return [start.disk..<position, min(position + start.checksumBytes, end)..<end]
    }
    return [start.disk..<end]
  }
}
