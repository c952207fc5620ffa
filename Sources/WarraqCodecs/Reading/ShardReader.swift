public import WarraqCore

/// Reads the records of one shard, block by block.
///
/// Bad places (damage, records that are too large) are handed out as records with a
/// ``RawRecord/problem``, so that nothing vanishes. Not for several threads at a time.
public final class ShardReader {
  /// Bytes of a record that are kept when it is too large.
  public static let keptBytes = 64 << 10
  private static let blockBytes = 1 << 18

  private let path: String
  private let slice: ShardSlice
  private let format: InputFormat
  private let stream: DecodedStream
  private var cutter: any RecordCutter
  /// What stands behind the last whole record of the block before.
  private var carry: [UInt8] = []
  /// The shard's offset of the first byte of the window.
  private var base = 0
  /// Where the window begins in the block. Before it may stand the front of a record that is too
  /// large; its other bytes are not kept.
  private var windowStart = 0
  private var oversizedRecord: Int?
  private var isEnd = false
  private var isDone = false
  private var result = ReadOutcome()

  /// - Throws: an `input` error when the file cannot be opened, or is shorter than the slice.
  public init(path: String, slice: ShardSlice, format: InputFormat) throws(WarraqError) {
    let file = try MappedFile(path: path)
    guard slice.end <= file.bytes.count else {
      if slice.origin != nil { throw Self.badSpool(path, "It is too short.") }
      throw WarraqError(
        .input, "The input is shorter than it was when it was planned; plan it again.", input: path)
    }
    self.path = path
    self.slice = slice
    self.format = format
    stream = DecodedStream(
      file: file, codec: slice.codec, begin: slice.begin, end: slice.end,
      decoder: slice.excerpt.map { ExcerptDecoder(file, slice, $0) })
    cutter = format.makeCutter(
      start: slice.markBytes, startsAtRecord: slice.startsAtRecord, encoding: slice.encoding)
  }

  /// What became of the input. Complete once ``next(_:)`` has returned `false`.
  public var outcome: ReadOutcome { result }

  /// Fills `block` with the next records.
  ///
  /// - Throws: a `state` error when a spool file is damaged.
  /// - Returns: `false`, with an empty block, when there are no more.
  public func next(_ block: RecordBlock) throws(WarraqError) -> Bool {
    block.removeAll()
    windowStart = 0
    carry.withUnsafeBytes { block.append($0) }
    carry.removeAll(keepingCapacity: true)
    while !isDone {
      switch cutter.next(in: window(block)) {
      case .record(let range): append(range, to: block)
      case .done: finish()
      case .needMore(let offset):
        if block.used >= Self.blockBytes, !block.records.isEmpty {
          keep(from: offset, of: block)
          return true
        }
        try read(into: block, from: offset)
      }
    }
    return !block.records.isEmpty
  }

  private func window(_ block: RecordBlock) -> Window {
    let bytes = UnsafeRawBufferPointer(rebasing: block.filled[windowStart...])
    return Window(bytes: bytes, base: base, isEnd: isEnd, sliceEnd: stream.sliceBytes)
  }

  /// Reads on. What stands before `offset` is needed no more, unless it is part of a record.
  private func read(into block: RecordBlock, from offset: Int) throws(WarraqError) {
    if block.room < 1 << 16 { makeRoom(in: block, from: offset) }
    if let room = stream.roomForWholeUnit() { block.reserve(room) }
    // Behind its end a shard wants one record at most.
    let wanted = stream.sliceBytes == nil ? block.room : min(block.room, 1 << 16)
    let space = block.buffer[block.used..<block.used + wanted]
    switch stream.read(into: UnsafeMutableRawBufferPointer(rebasing: space)) {
    case .bytes(let count): block.used += count
    case .end: endOfStream(block, from: offset)
    case .damaged(let reason, let message, let diskOffset):
      if slice.origin != nil { throw Self.badSpool(path, message, diskOffset) }
      report(reason, message, diskOffset: diskOffset, from: offset, in: block)
      cutter.interrupt()
    }
  }

  /// What Warraq wrote itself is not what was written: no record of the input is to blame.
  private static func badSpool(
    _ path: String, _ message: String, _ offset: Int? = nil
  ) -> WarraqError {
    WarraqError(
      .state,
      "This copy of a shard is not what was written: the disk is bad, or the file was changed. "
        + "`warraq rerun` of the shard cuts it from the input again. \(message)", input: path,
      offset: offset)
  }

  private func endOfStream(_ block: RecordBlock, from offset: Int) {
    if stream.isCutBehindSlice {
      // The damage, and the record that it cuts off, belong to the shard that it lies in.
      finish()
    } else if let origin = slice.origin, let damage = origin.damage {
      let reason = BadRecord.Reason(rawValue: damage.reason) ?? .damaged
      report(reason, damage.message, diskOffset: origin.diskEnd, from: offset, in: block)
      finish()
    } else {
      isEnd = true
    }
  }

  /// Called when the block is full and holds no whole record.
  private func makeRoom(in block: RecordBlock, from offset: Int) {
    if oversizedRecord == nil, offset > base {
      block.remove(0..<offset - base)
      base = offset
    }
    let open = base + block.used - windowStart - offset
    if oversizedRecord == nil, open > max(format.maximumRecord, Self.keptBytes) {
      oversizedRecord = offset
      windowStart = Self.keptBytes
      base += Self.keptBytes
    }
    if oversizedRecord != nil {
      // The cutter has seen everything before its position.
      block.remove(windowStart..<windowStart + cutter.position - base)
      base = cutter.position
    } else {
      block.reserve(1 << 18)
    }
  }

  private func keep(from offset: Int, of block: RecordBlock) {
    carry.append(contentsOf: block.filled[(windowStart + offset - base)...])
    base = offset
  }

  private func finish() {
    isDone = true
    result.decodedBytes = stream.sliceBytes ?? stream.decoded
    result.diskBytes = slice.diskBytes
    result.coveredDiskBytes =
      slice.origin?.coveredDiskBytes ?? max(0, slice.diskBytes - stream.lostDiskBytes)
  }

  private func append(_ record: Range<Int>, to block: RecordBlock) {
    let place = Place(ordinal: result.records, offset: record.lowerBound)
    result.records += 1
    guard record.count <= format.maximumRecord else {
      let start = oversizedRecord == nil ? windowStart + record.lowerBound - base : 0
      let kept = start..<start + min(record.count, Self.keptBytes)
      block.records.append(
        RawRecord(range: kept, place: place, length: record.count, problem: tooLarge(record.count)))
      oversizedRecord = nil
      return
    }
    let start = windowStart + record.lowerBound - base
    let range = start..<start + slice.encoding.withoutReturn(block.filled, start, record.count)
    block.records.append(RawRecord(range: range, place: place, length: range.count, problem: nil))
  }

  /// Hands out the damage as one record, which includes the record that was cut off.
  private func report(
    _ reason: BadRecord.Reason, _ message: String, diskOffset: Int, from offset: Int,
    in block: RecordBlock
  ) {
    let end = base + block.used - windowStart
    let isOpen = cutter.openRecord != nil
    let start = isOpen ? oversizedRecord ?? offset : end
    let local = oversizedRecord != nil ? 0 : windowStart + start - base
    let problem = BadRecord(reason, message, offsetInRecord: end - start)
    block.records.append(
      RawRecord(
        range: local..<local + min(end - start, Self.keptBytes),
        place: Place(ordinal: result.records, offset: start), length: end - start, problem: problem)
    )
    oversizedRecord = nil
    result.records += 1
    result.damage.append(ReadOutcome.Damage(problem: problem, offset: end, diskOffset: diskOffset))
  }

  private func tooLarge(_ count: Int) -> BadRecord {
    BadRecord(
      .tooLarge,
      "The record has \(count) bytes; the limit is \(format.maximumRecord) (input.maximumRecord).",
      offsetInRecord: format.maximumRecord)
  }
}
