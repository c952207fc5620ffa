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
  /// Pages of the stream are given back in steps of so many bytes.
  private static let step = 8 << 20

  private let output: OutputFile
  private let file: MappedFile
  private let recorder: any ExcerptRecorder
  private var start: ExcerptStart
  private let begin: Int
  private var size: Int
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
    begin = start.dictionary.count
    size = begin + start.header.count
    diskEnd = start.disk
    try write(start.dictionary)
    try write(start.header)
    self.start.dictionary = []
  }

  /// The buffer that is decoded into has room for a whole block, so that all that stands on disk before
  /// `diskEnd` is needed, and nothing behind it.
  func write(_ bytes: UnsafeRawBufferPointer, diskEnd: Int) throws(WarraqError) {
    hash.add(bytes)
    rawBytes += bytes.count
    self.diskEnd = diskEnd
  }

  func end() throws(WarraqError) -> WrittenPiece {
    for range in recorder.copied(start, to: diskEnd) { try copy(range) }
    try output.sync()
    try output.finish()
    return WrittenPiece(
      range: begin..<size,
      excerpt: ShardSlice.Excerpt(
        skippedBytes: start.skippedBytes, rawBytes: rawBytes, hash: hash.text))
  }

  private func copy(_ range: Range<Int>) throws(WarraqError) {
    var place = range.lowerBound
    while place < range.upperBound {
      let part = place..<min(place + Self.step, range.upperBound)
      try output.write(UnsafeRawBufferPointer(rebasing: file.bytes[part]))
      file.release(part)
      place = part.upperBound
    }
    size += range.count
  }

  private func write(_ bytes: [UInt8]) throws(WarraqError) {
    try bytes.withUnsafeBufferPointer { (bytes) throws(WarraqError) in
      try output.write(UnsafeRawBufferPointer(bytes))
    }
  }
}
