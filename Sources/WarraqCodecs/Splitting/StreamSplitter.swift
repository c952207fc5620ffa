public import WarraqCore

/// Decodes an undividable input once, from end to end, and writes its shards as files.
///
/// Shards begin and end at records. Damage ends a shard: whoever reads that shard reports it, as one
/// record. What can be decoded behind the damage becomes further shards.
///
/// Where the codec can be begun in the middle, a piece is a copy of what stands in the stream; where it
/// cannot, or would need too much of what stands before, its bytes are compressed anew.
public final class StreamSplitter {
  private let description: InputDescription
  private let sizes: ShardSizes
  private let file: MappedFile
  private let recorder: (any ExcerptRecorder)?
  private let stream: DecodedStream
  private var cutter: any RecordCutter
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  private var filled = 0
  /// The offset of the first byte in the buffer.
  private var base = 0

  private var writer: (any PieceWriter)?
  private var isOpen = false
  /// Set while the open piece is full: where its bytes on disk end, unless nothing comes behind it.
  private var fullAt: Int?
  private var startsAtRecord = true
  private var pieceStart = 0
  private var pieceSize: Int
  private var pieceRecords = 0
  private var diskBegin = 0
  private var lostBytes = 0
  private var coveredBytes = 0
  /// Bytes before this offset went to a piece.
  private var written = 0
  private var summary = SplitSummary()

  /// A piece ends with the first record that reaches its size.
  ///
  /// - Throws: an `input` error when the file cannot be opened.
  public init(
    path: String, description: InputDescription, format: InputFormat, sizes: ShardSizes
  ) throws(WarraqError) {
    file = try MappedFile(path: path)
    self.description = description
    self.sizes = sizes
    pieceSize = sizes.next(of: description.rawBytes)
    recorder = description.codec.makeRecorder(file, limits: ExcerptLimits(shardSize: sizes.middle))
    stream = DecodedStream(
      file: file, codec: description.codec, begin: 0, end: file.bytes.count, decoder: recorder)
    cutter = format.makeCutter(
      start: description.encoding.markBytes, startsAtRecord: true, encoding: description.encoding)
  }

  deinit { buffer.deallocate() }

  /// Does all of the work, once.
  ///
  /// - Parameters:
  ///   - destination: says where a piece goes. `nil`: it exists already and is not written again.
  ///   - published: called in order when a piece is complete and safe on the disk.
  public func run(
    destination: (Int) throws -> String?, published: (SplitPiece) throws -> Void
  ) throws -> SplitSummary {
    var isEnd = false
    while !isEnd {
      discard(to: min(cutter.position, base + filled))
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      switch stream.read(into: room) {
      case .bytes(let count):
        filled += count
        try cut(isEnd: false, destination, published)
      case .damaged(let reason, let message, _):
        try openPiece(destination, published)
        pieceRecords += 1
        let damage = ShardSlice.Damage(reason: reason.rawValue, message: message)
        try close(at: stream.position, damage: damage, published)
        cutter.interrupt()
        startsAtRecord = false
      case .end:
        isEnd = true
        try cut(isEnd: true, destination, published)
      }
    }
    if summary.pieces == 0 { try openPiece(destination, published) }
    if isOpen { try close(at: stream.position, damage: nil, published) }
    return summary
  }

  /// Writes what is in the buffer, and begins a new piece wherever one is full.
  private func cut(
    isEnd: Bool, _ destination: (Int) throws -> String?, _ published: (SplitPiece) throws -> Void
  ) throws {
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<filled])
    let window = Window(bytes: bytes, base: base, isEnd: isEnd, sliceEnd: nil)
    while case .record = cutter.next(in: window) {
      try openPiece(destination, published)
      pieceRecords += 1
      guard cutter.position - pieceStart >= pieceSize else { continue }
      try write(to: cutter.position)
      fullAt = stream.safePosition
    }
    guard written < base + filled else { return }
    try openPiece(destination, published)
    try write(to: base + filled)
  }

  /// Makes sure that a piece is open which can take more.
  private func openPiece(
    _ destination: (Int) throws -> String?, _ published: (SplitPiece) throws -> Void
  ) throws {
    if let fullAt { try close(at: fullAt, damage: nil, published) }
    guard !isOpen else { return }
    isOpen = true
    writer = try destination(summary.pieces).map { try makeWriter($0) }
    // Of a stream that is a tenth longer than was estimated nobody knows what is left.
    let rest = description.rawBytes - pieceStart
    pieceSize = rest < -description.rawBytes / 10 ? sizes.middle : sizes.next(of: rest)
    recorder?.expectStart(from: pieceStart + pieceSize)
  }

  private func makeWriter(_ path: String) throws -> any PieceWriter {
    guard let recorder, let start = recorder.start(before: written) else {
      return try ZstdFileWriter(path: path)
    }
    return try ExcerptWriter(path: path, file: file, recorder: recorder, start: start)
  }

  private func write(to offset: Int) throws(WarraqError) {
    if let writer {
      let range = written - base..<offset - base
      try writer.write(
        UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[range]),
        diskEnd: stream.position)
    }
    written = offset
  }

  private func close(
    at diskEnd: Int, damage: ShardSlice.Damage?, _ published: (SplitPiece) throws -> Void
  ) throws {
    let file = try writer?.end()
    if damage != nil { lostBytes = stream.lostDiskBytes }
    // Behind damage decoding may go on before the place where it stopped, so neither sum may shrink.
    let diskEnd = max(diskBegin, diskEnd)
    let coveredEnd = max(coveredBytes, diskEnd - lostBytes)
    let origin = ShardSlice.Origin(
      diskBegin: diskBegin, diskEnd: diskEnd, coveredDiskBytes: coveredEnd - coveredBytes,
      damage: damage)
    let isFirst = summary.pieces == 0
    let slice = file.map { file in
      ShardSlice(
        codec: .zstd, begin: file.range.lowerBound, end: file.range.upperBound,
        startsAtRecord: startsAtRecord, encoding: description.encoding,
        markBytes: isFirst ? description.encoding.markBytes : 0, origin: origin,
        excerpt: file.excerpt)
    }
    let piece = SplitPiece(
      index: summary.pieces, rawBytes: written - pieceStart, records: pieceRecords, origin: origin,
      slice: slice)
    summary.add(piece)
    writer = nil
    isOpen = false
    fullAt = nil
    startsAtRecord = true
    pieceStart = written
    pieceRecords = 0
    diskBegin = diskEnd
    coveredBytes = coveredEnd
    try published(piece)
  }

  /// Drops what the cutter has seen.
  private func discard(to offset: Int) {
    guard offset > base else { return }
    let rest = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer)[(offset - base)..<filled])
    buffer.copyMemory(from: rest)
    filled = rest.count
    base = offset
  }
}
