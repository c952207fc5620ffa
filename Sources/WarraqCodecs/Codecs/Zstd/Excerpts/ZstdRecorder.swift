/// Decodes zstd frames, and remembers what a decoder would need to begin at the blocks that were decoded
/// lately.
final class ZstdRecorder: ExcerptRecorder {
  /// The least decoded bytes between two places that are remembered.
  private static let spacing = 64 << 10
  private static let mostPlaces = 128

  private let file: MappedFile
  private let limits: ExcerptLimits
  private let decoder = ZstdDecoder()
  private var history: RecentBytes
  private var places: [ZstdPlace] = []
  private var decoded = 0
  private var earliestStart = 0
  private var isAtUnitStart = true
  /// The frame that is decoded; `nil` where no place in it can be begun at.
  private var frame: ZstdPlace.OpenFrame?
  /// The block of it that is decoded.
  private var block: PlacedBlock?

  init(file: MappedFile, limits: ExcerptLimits) {
    self.file = file
    self.limits = limits
    history = RecentBytes(capacity: limits.window + limits.reach)
    decoder.blockEnded = { [unowned self] rest, produced in
      endBlock(at: file.offset(of: rest), decoded: decoded + produced)
    }
  }

  /// Behind damage, no excerpt begins before it.
  func restart() {
    decoder.restart()
    isAtUnitStart = true
    places.removeAll()
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
    if decoded + (frame?.window ?? 0) + limits.reach < earliestStart {
      history.removeAll()
    } else {
      history.append(bytes)
    }
  }

  private func beginUnit(_ input: UnsafeRawBufferPointer) {
    isAtUnitStart = false
    remember(ZstdPlace(disk: file.offset(of: input), decoded: decoded, frame: nil))
    frame = nil
    block = nil
    guard ZstdFrame.headerSize(input) != nil, let window = ZstdFrame.window(input),
      window.bytes <= limits.window
    else { return }
    frame = ZstdPlace.OpenFrame(
      windowByte: window.byte, window: window.bytes,
      checksumBytes: ZstdFrame.checksumBytes(input), begin: decoded)
  }

  /// A header or a block has been decoded up to `position`: takes note of the block, and reads the next
  /// one.
  private func endBlock(at position: Int, decoded: Int) {
    guard var frame else { return }
    if let sections = block?.sections { frame.add(sections) }
    let isLast = block?.header.isLast ?? false
    block = isLast ? nil : PlacedBlock(file.bytes, at: position)
    self.frame = block == nil ? nil : frame
    if block != nil { remember(ZstdPlace(disk: position, decoded: decoded, frame: frame)) }
  }

  private func remember(_ place: ZstdPlace) {
    if let last = places.last, place.decoded - last.decoded < Self.spacing {
      // Where a unit begins, nothing has to be known.
      if place.frame == nil, last.frame != nil { places[places.count - 1] = place }
      return
    }
    if places.count >= Self.mostPlaces {
      places.removeAll { $0.decoded < place.decoded - limits.reach }
    }
    places.append(place)
  }

  func start(before offset: Int) -> ExcerptStart? {
    for place in places.reversed() where offset - limits.reach...offset ~= place.decoded {
      if let start = start(at: place, skipped: offset - place.decoded) { return start }
    }
    return nil
  }

  private func start(at place: ZstdPlace, skipped: Int) -> ExcerptStart? {
    guard let frame = place.frame else {
      return ExcerptStart(disk: place.disk, skippedBytes: skipped)
    }
    let count = min(frame.window, place.decoded - frame.begin)
    guard let offsets = frame.offsets(file.bytes), offsets.allSatisfy({ 1...count ~= $0 }),
      !isRunRepeated(at: place.disk, frame.tables)
    else { return nil }
    var dictionary = ZstdDictionary.head(
      frame.tables, offsets: offsets, bytes: file.bytes, contentBytes: count)
    guard history.append(count, endingBefore: decoded - place.decoded, to: &dictionary) else {
      return nil
    }
    return ExcerptStart(
      disk: place.disk, skippedBytes: skipped, dictionary: dictionary,
      header: ZstdFrame.header(windowByte: frame.windowByte), checksumBytes: frame.checksumBytes)
  }

  /// Whether the next block with sequences asks for a table again which no dictionary can hold.
  private func isRunRepeated(at position: Int, _ tables: ZstdTables) -> Bool {
    var position = position
    while let next = PlacedBlock(file.bytes, at: position) {
      if let sections = next.sections, sections.sequences > 0 { return tables.repeatsRun(sections) }
      if next.header.isLast { return false }
      position = next.end
    }
    return false
  }

  func copied(_ start: ExcerptStart, to end: Int) -> [Range<Int>] {
    // The checksum is that of the whole frame.
    guard start.checksumBytes > 0,
      let last = ZstdFrame.lastBlockEnd(
        UnsafeRawBufferPointer(rebasing: file.bytes[..<end]), from: start.disk)
    else { return [start.disk..<end] }
    return [start.disk..<last, min(last + start.checksumBytes, end)..<end]
  }
}
