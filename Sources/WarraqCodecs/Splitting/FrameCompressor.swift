import CZstd
import Dispatch

/// Compresses one stretch of bytes after the other into a zstd frame of its own, on another thread.
final class FrameCompressor: @unchecked Sendable {
  // Whoever fills it does so only while nothing is compressed: see `isRunning`.

  /// Bytes that make a frame: small enough to be decoded within the cache.
  static let frameBytes = 1 << 20

  private let context: OpaquePointer
  private let input = UnsafeMutableRawBufferPointer.allocate(
    byteCount: FrameCompressor.frameBytes, alignment: 64)
  private let output = UnsafeMutableRawBufferPointer.allocate(
    byteCount: ZSTD_compressBound(FrameCompressor.frameBytes), alignment: 64)
  private let done = DispatchSemaphore(value: 0)
  private var result = 0
  private(set) var isRunning = false
  /// Bytes that wait to be compressed.
  private(set) var count = 0

  init(level: Int) {
    guard let context = ZSTD_createCCtx() else { preconditionFailure("out of memory") }
    self.context = context
    ZSTD_CCtx_setParameter(context, ZSTD_c_compressionLevel, Int32(level))
    ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1)
  }

  deinit {
    ZSTD_freeCCtx(context)
    input.deallocate()
    output.deallocate()
  }

  var isFull: Bool { count == input.count }

  /// Takes as many bytes as there is room for. Returns how many.
  func add(_ bytes: UnsafeRawBufferPointer) -> Int {
    precondition(!isRunning, "a frame is compressed at the moment")
    let taken = min(bytes.count, input.count - count)
    UnsafeMutableRawBufferPointer(rebasing: input[count...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<taken]))
    count += taken
    return taken
  }

  /// Begins to compress what was added.
  func start() {
    isRunning = true
    DispatchQueue.global().async { [self] in
      result = ZSTD_compress2(context, output.baseAddress, output.count, input.baseAddress, count)
      done.signal()
    }
  }

  /// Waits for the frame that was begun, and calls `body` with it; `nil` if it could not be made.
  func finish<Failure>(
    _ body: (UnsafeRawBufferPointer?) throws(Failure) -> Void
  ) throws(Failure) {
    guard isRunning else { return }
    done.wait()
    isRunning = false
    count = 0
    let frame = UnsafeRawBufferPointer(output)
    try body(ZSTD_isError(result) == 0 ? UnsafeRawBufferPointer(rebasing: frame[..<result]) : nil)
  }
}
