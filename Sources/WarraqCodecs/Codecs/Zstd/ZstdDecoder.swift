import CZstd

/// Decodes zstd frames (RFC 8878), windows of up to 2 GiB included. Skippable frames yield nothing.
final class ZstdDecoder: Decoder {
  private let context: OpaquePointer
  private var isAtStart = true
  private var hasDictionary = false
  /// Bytes of the header or the block that the library may still be shown; `nil`: all that there are.
  private var shownLeft: Int?
  private var isLastBlock = false
  /// Called where a header or a block ends, with what follows, and how much was decoded in the same call.
  var blockEnded: ((_ rest: UnsafeRawBufferPointer, _ produced: Int) -> Void)?
  /// Bytes on disk of the frame that begins here, and the room that it needs, once asked for.
  private var whole: (size: Int, room: Int)?

  /// Frames that may yield more are decoded piece by piece.
  private static let roomLimit = 8 << 20

  /// `dictionary` is what the first frame refers to. One that is damaged shows when frames are decoded.
  init(dictionary: UnsafeRawBufferPointer? = nil) {
    guard let context = ZSTD_createDCtx() else { preconditionFailure("out of memory") }
    self.context = context
    ZSTD_DCtx_setParameter(context, ZSTD_d_windowLogMax, 31)
    if let dictionary { loadDictionary(dictionary) }
  }

  deinit { ZSTD_freeDCtx(context) }

  private func loadDictionary(_ dictionary: UnsafeRawBufferPointer) {
    ZSTD_DCtx_loadDictionary(context, dictionary.baseAddress, dictionary.count)
    hasDictionary = !dictionary.isEmpty
  }

  func restart() {
    ZSTD_DCtx_reset(context, ZSTD_reset_session_only)
    beginUnit()
  }

  private func beginUnit() {
    if hasDictionary { loadDictionary(UnsafeRawBufferPointer(start: nil, count: 0)) }
    isAtStart = true
    isLastBlock = false
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
    if isAtStart {
      isAtStart = false
      shownLeft = ZstdFrame.headerSize(input)
    }
    while true {
      let step = decodePart(input, into: output)
      // With room left in the output, nothing of the block is left to be handed out.
      let isBlockEnd = step.state == .more && shownLeft == 0 && step.produced < output.count
      if isBlockEnd { endBlock(UnsafeRawBufferPointer(rebasing: input[step.consumed...]), step) }
      if !isBlockEnd || step.consumed > 0 || step.produced > 0 { return step }
    }
  }

  /// Decodes up to the end of a block at most: the library does not tell what the blocks before a bad
  /// one yielded in the same call.
  private func decodePart(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let shown = min(input.count, shownLeft ?? input.count)
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
    shownLeft = shownLeft.map { $0 - source.pos }
    if state == .unitEnd { beginUnit() }
    if state != .more { isAtStart = true }
    return DecodeStep(consumed: source.pos, produced: target.pos, state: state)
  }

  private func endBlock(_ rest: UnsafeRawBufferPointer, _ step: DecodeStep) {
    blockEnded?(rest, step.produced)
    // Behind the last block there may be a checksum, which the library knows.
    shownLeft =
      isLastBlock || rest.count < ZstdBlock.headerBytes
      ? nil : ZstdBlock.headerBytes + ZstdBlock(rest, at: 0).bodyBytes
    isLastBlock = shownLeft != nil && ZstdBlock(rest, at: 0).isLast
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
