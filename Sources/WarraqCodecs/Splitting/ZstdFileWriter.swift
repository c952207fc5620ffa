public import WarraqCore

/// Writes one file as zstd frames of a megabyte, which are decoded one by one straight to where they
/// are wanted. Some are compressed at the same time.
public final class ZstdFileWriter {
  /// The cheapest one that keeps files within 1.6 times the size of level 3.
  public static let spoolLevel = -4
  /// Frames that may be compressed at the same time; the thread that writes fills the next one.
  private static let framesAtOnce = 3

  private let file: OutputFile
  /// Used in turn, so that frames are saved in their order.
  private let frames: [FrameCompressor]
  private var current = 0
  /// Bytes written so far.
  public private(set) var size = 0

  /// Creates the file, or empties the one that is there.
  ///
  /// - Throws: an `output` error.
  public init(path: String, level: Int = spoolLevel) throws(WarraqError) {
    file = try OutputFile(creating: path)
    frames = (0..<Self.framesAtOnce).map { _ in FrameCompressor(level: level) }
  }

  /// Compresses some more bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WarraqError) {
    var rest = bytes
    while !rest.isEmpty {
      let taken = frames[current].add(rest)
      rest = UnsafeRawBufferPointer(rebasing: rest[taken...])
      if frames[current].isFull { try endFrame() }
    }
  }

  /// Begins to compress the current frame, and makes room for the next one.
  private func endFrame() throws(WarraqError) {
    frames[current].start()
    current = (current + 1) % frames.count
    try save(frames[current])
  }

  /// Ends the file and makes sure that it is on the disk.
  public func finish() throws(WarraqError) {
    let isEmpty = size == 0 && frames.allSatisfy { !$0.isRunning }
    if frames[current].count > 0 || isEmpty { try endFrame() }
    for offset in frames.indices { try save(frames[(current + offset) % frames.count]) }
    try file.sync()
    try file.finish()
  }

  /// Saves what a frame has become, if it was begun.
  private func save(_ frame: FrameCompressor) throws(WarraqError) {
    try frame.finish { (bytes) throws(WarraqError) in
      guard let bytes else {
        throw WarraqError(.output, "A shard cannot be compressed.", input: file.path)
      }
      try file.write(bytes)
      size += bytes.count
    }
  }
}
