import WarraqCore

/// Writes the file of one piece.
protocol PieceWriter: AnyObject {
  /// Takes the next bytes of the piece, which were decoded from what stands before `diskEnd`.
  func write(_ bytes: UnsafeRawBufferPointer, diskEnd: Int) throws(WarraqError)
  /// Makes sure that the piece is on the disk.
  func end() throws(WarraqError) -> WrittenPiece
}

/// What was written for a piece.
struct WrittenPiece {
  /// Where in the file the compressed bytes begin, and where they end.
  var range: Range<Int>
  /// Set where they were copied from the stream.
  var excerpt: ShardSlice.Excerpt?
}

/// Writes the bytes of a piece as a file of its own.
extension ZstdFileWriter: PieceWriter {
  func write(_ bytes: UnsafeRawBufferPointer, diskEnd: Int) throws(WarraqError) { try write(bytes) }

  func end() throws(WarraqError) -> WrittenPiece {
    try finish()
    return WrittenPiece(range: 0..<size)
  }
}

/// Copies what a piece was decoded from, behind what a decoder needs to begin there.
final class ExcerptWriter: PieceWriter {
  private let output: OutputFile
  private let file: MappedFile
  private let recorder: any ExcerptRecorder
  private let start: ExcerptStart
  private var diskEnd: Int
  private var rawBytes = 0
  private var hash = StreamHash()

  init(
    path: String, file: MappedFile, recorder: any ExcerptRecorder, start: ExcerptStart
  ) throws(WarraqError) {
    output = try OutputFile(creating: path)
    self.file = file
    self.recorder = recorder
    self.start = start
    diskEnd = start.disk
  }

  func write(_ bytes: UnsafeRawBufferPointer, diskEnd: Int) throws(WarraqError) {
    hash.add(bytes)
    rawBytes += bytes.count
    self.diskEnd = diskEnd
  }

  func end() throws(WarraqError) -> WrittenPiece {
    let ranges = recorder.copied(start, to: diskEnd)
    try write(start.dictionary)
    try write(start.header)
    for range in ranges {
      try output.write(UnsafeRawBufferPointer(rebasing: file.bytes[range]))
      file.release(range)
    }
    try output.sync()
    try output.finish()
    let size = start.header.count + ranges.reduce(0) { $0 + $1.count }
    return WrittenPiece(
      range: start.dictionary.count..<start.dictionary.count + size,
      excerpt: ShardSlice.Excerpt(
        skippedBytes: start.skippedBytes, rawBytes: rawBytes, hash: hash.text))
  }

  private func write(_ bytes: [UInt8]) throws(WarraqError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(WarraqError) in
      try output.write(UnsafeRawBufferPointer(bytes))
    }
  }
}
