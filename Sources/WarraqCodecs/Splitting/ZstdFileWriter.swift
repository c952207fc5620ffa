import CZstd
public import WarraqCore

/// Writes one file as zstd frames of about a megabyte, which are decoded one by one straight to where
/// they are wanted.
public final class ZstdFileWriter {
  /// The cheapest one that keeps files within 1.6 times the size of level 3 (news: 0.48 of the raw bytes).
  public static let spoolLevel = -4

  private let file: OutputFile
  private let context: OpaquePointer
  private let output: UnsafeMutableRawBufferPointer
  private static let frameBytes = 1 << 20
  /// Bytes in the frame that is open.
  private var inFrame = 0
  /// Bytes written so far.
  public private(set) var size = 0

  /// Creates the file, or empties the one that is there.
  ///
  /// - Throws: an `output` error.
  public init(path: String, level: Int = spoolLevel) throws(WarraqError) {
    file = try OutputFile(creating: path)
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    self.context = context
    output = .allocate(byteCount: ZSTD_CStreamOutSize(), alignment: 64)
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit {
    output.deallocate()
    ZSTD_freeCCtx(context)
  }

  /// Compresses some more bytes.
  public func write(_ bytes: UnsafeRawBufferPointer) throws(WarraqError) {
    try compress(bytes, ZSTD_e_continue)
    inFrame += bytes.count
    if inFrame >= Self.frameBytes { try endFrame() }
  }

  private func endFrame() throws(WarraqError) {
    try compress(UnsafeRawBufferPointer(start: nil, count: 0), ZSTD_e_end)
    inFrame = 0
  }

  /// Ends the file and makes sure that it is on the disk.
  public func finish() throws(WarraqError) {
    if inFrame > 0 || size == 0 { try endFrame() }
    try file.sync()
    try file.finish()
  }

  private func compress(
    _ bytes: UnsafeRawBufferPointer, _ operation: ZSTD_EndDirective
  ) throws(WarraqError) {
    var source = ZSTD_inBuffer(src: bytes.baseAddress, size: bytes.count, pos: 0)
    while true {
      var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
      let left = ZSTD_compressStream2(context, &target, &source, operation)
      guard ZSTD_isError(left) == 0 else {
        throw WarraqError(
          .output, "A shard cannot be compressed: \(String(cString: ZSTD_getErrorName(left))).",
          input: file.path)
      }
      try save(UnsafeRawBufferPointer(rebasing: output[..<target.pos]))
      if operation == ZSTD_e_end ? left == 0 : source.pos == source.size { return }
    }
  }

  private func save(_ bytes: UnsafeRawBufferPointer) throws(WarraqError) {
    try file.write(bytes)
    size += bytes.count
  }
}
