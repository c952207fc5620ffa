public import WarraqCore

/// Decodes an undividable input once, from end to end, and writes its shards as files.
///
/// Shards begin and end at records. Damage ends a shard: whoever reads that shard reports it, as one
/// record. What can be decoded behind the damage becomes further shards.
public final class StreamSplitter {
  private let description: InputDescription
  private let shardSize: Int
  private let stream: DecodedStream
  private var cutter: any RecordCutter
  private let buffer = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
  private var filled = 0
  /// The offset of the first byte in the buffer.
  private var base = 0

  private var writer: ZstdFileWriter?
  private var isOpen = false
  private var startsAtRecord = true
  private var pieceStart = 0
  private var pieceRecords = 0
  private var diskBegin = 0
  private var lostBefore = 0
  /// Bytes before this offset went to a piece.
  private var written = 0
  private var summary = SplitSummary()

  /// `shardSize` is in decoded bytes; a piece ends with the first record that reaches it.
  ///
  /// - Throws: an `input` error when the file cannot be opened.
  public init(
    path: String, description: InputDescription, format: InputFormat, shardSize: Int
  ) throws(WarraqError) {
    precondition(shardSize > 0, "a shard holds at least one byte")
    let file = try MappedFile(path: path)
    self.description = description
    self.shardSize = shardSize
    stream = DecodedStream(
      file: file, codec: description.codec, begin: 0, end: file.bytes.count)
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
      let keep = base + filled - cutter.position
      if keep < filled { discard(to: cutter.position) }
      let room = UnsafeMutableRawBufferPointer(rebasing: buffer[filled...])
      switch stream.read(into: room) {
      case .bytes(let count):
        filled += count
        try cut(isEnd: false, destination, published)
      case .damaged(let reason, let message, _):
        try open(destination)
        try write(to: base + filled)
        pieceRecords += 1
        let damage = ShardSlice.Damage(reason: reason.rawValue, message: message)
        try close(damage: damage, published)
        cutter.interrupt()
        startsAtRecord = false
      case .end:
        isEnd = true
        try cut(isEnd: true, destination, published)
      }
    }
    if isOpen || summary.pieces == 0 {
      try open(destination)
      try close(damage: nil, published)
    }
    return summary
  }

  /// Writes what is in the buffer, and begins a new piece wherever one is full.
  private func cut(
    isEnd: Bool, _ destination: (Int) throws -> String?, _ published: (SplitPiece) throws -> Void
  ) throws {
    let bytes = UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[..<filled])
    let window = Window(bytes: bytes, base: base, isEnd: isEnd, sliceEnd: nil)
    while case .record = cutter.next(in: window) {
      pieceRecords += 1
      guard cutter.position - pieceStart >= shardSize else { continue }
      try open(destination)
      try write(to: cutter.position)
      try close(damage: nil, published)
    }
    guard written < base + filled else { return }
    try open(destination)
    try write(to: base + filled)
  }

  private func open(_ destination: (Int) throws -> String?) throws {
    guard !isOpen else { return }
    isOpen = true
    writer = try destination(summary.pieces).map { try ZstdFileWriter(path: $0) }
  }

  private func write(to offset: Int) throws(WarraqError) {
    if let writer {
      let range = written - base..<offset - base
      try writer.write(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(buffer)[range]))
    }
    written = offset
  }

  private func close(
    damage: ShardSlice.Damage?, _ published: (SplitPiece) throws -> Void
  ) throws {
    try writer?.finish()
    let lost = stream.lostDiskBytes - lostBefore
    let origin = ShardSlice.Origin(
      diskBegin: diskBegin, diskEnd: stream.position,
      coveredDiskBytes: max(0, stream.position - diskBegin - lost), damage: damage)
    let isFirst = summary.pieces == 0
    let slice = writer.map { writer in
      ShardSlice(
        codec: .zstd, begin: 0, end: writer.size, startsAtRecord: startsAtRecord,
        encoding: description.encoding,
        markBytes: isFirst ? description.encoding.markBytes : 0, origin: origin)
    }
    let piece = SplitPiece(
      index: summary.pieces, rawBytes: written - pieceStart, records: pieceRecords, origin: origin,
      slice: slice)
    summary.add(piece)
    writer = nil
    isOpen = false
    startsAtRecord = true
    pieceStart = written
    pieceRecords = 0
    diskBegin = stream.position
    lostBefore = stream.lostDiskBytes
    try published(piece)
  }

  /// Drops what the cutter has seen.
  private func discard(to offset: Int) {
    let rest = UnsafeRawBufferPointer(
      rebasing: UnsafeRawBufferPointer(buffer)[(offset - base)..<filled])
    buffer.copyMemory(from: rest)
    filled = rest.count
    base = offset
  }
}
