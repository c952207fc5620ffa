import CZstd

/// Decodes zstd frames (RFC 8878), windows of up to 2 GiB included. Skippable frames yield nothing.
final class ZstdDecoder: Decoder {
  private let context: OpaquePointer
  private var isAtStart = true

  init() {
    guard let context = ZSTD_createDCtx() else { preconditionFailure("out of memory") }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
  }

  deinit { ZSTD_freeDCtx(context) }

  func restart() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    isAtStart = true
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    // A frame that lies in memory as a whole is decoded in one go, and yields nothing when its last
    // block is bad. Showing the header alone first makes the library go block by block.
    let shown = isAtStart ? min(input.count, 5) : input.count
    isAtStart = false
    var source = ZSTD_inBuffer(src: input.baseAddress, size: shown, pos: 0)
    var target = ZSTD_outBuffer(dst: output.baseAddress, size: output.count, pos: 0)
    let result = ZSTD_decompressStream(context, &target, &source)
    let state: DecodeStep.State =
      if ZSTD_isError(result) != 0 {
        .damaged("zstd: \(String(cString: ZSTD_getErrorName(result)))")
      } else if result == 0 {
        .unitEnd
      } else {
        .more
      }
    if state != .more { isAtStart = true }
    return DecodeStep(consumed: source.pos, produced: target.pos, state: state)
  }
}
