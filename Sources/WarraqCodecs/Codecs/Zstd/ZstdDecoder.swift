import CZstd

/// Decodes zstd frames (RFC 8878), windows of up to 2 GiB included. Skippable frames yield nothing.
final class ZstdDecoder: Decoder {
  private let context: OpaquePointer
  private var isAtStart = true
  /// Bytes on disk of the frame that begins here, and the room that it needs, once asked for.
  private var whole: (size: Int, room: Int)?

  /// Frames that may yield more are decoded piece by piece.
  private static let roomLimit = 8 << 20

  init() {
    guard let context = ZSTD_createDCtx() else { preconditionFailure("out of memory") }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
  }

  deinit { ZSTD_freeDCtx(context) }

  func restart() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    isAtStart = true
    whole = nil
  }

  func roomForWholeUnit(_ input: UnsafeRawBufferPointer) -> Int? {
    guard isAtStart else { return nil }
    if whole == nil {
      whole = ZstdFrame.measure(input, limit: Self.roomLimit)
    }
    return whole?.room
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    if let step = decodeWhole(input, into: output) { return step }
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

  /// Decodes a frame straight into the output, where it fits: without the copy that the library keeps
  /// of what may be referred to. A damaged frame is left to be decoded piece by piece.
  private func decodeWhole(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep? {
    guard isAtStart, let (size, room) = whole else { return nil }
    whole = nil
    guard size <= input.count, room <= output.count else { return nil }
    let result = ZSTD_decompressDCtx(
      context, output.baseAddress, output.count, input.baseAddress, size)
    guard ZSTD_isError(result) == 0 else {
      ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
      return nil
    }
    return DecodeStep(consumed: size, produced: Int(result), state: .unitEnd)
  }
}
