import CBzip2

/// Decodes bzip2 streams.
final class Bzip2Decoder: Decoder {
  private let stream: UnsafeMutablePointer<bz_stream>
  private var isOpen = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
  }

  deinit {
    restart()
    stream.deallocate()
  }

  func restart() {
    if isOpen { BZ2_bzDecompressEnd(stream) }
    isOpen = false
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    if !isOpen {
      stream.pointee = bz_stream()
      guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else {
        preconditionFailure("out of memory")
      }
      isOpen = true
    }
    let available = UInt32(min(input.count, 1 << 30))
    let room = UInt32(min(output.count, 1 << 30))
    let source = input.assumingMemoryBound(to: CChar.self).baseAddress
    stream.pointee.next_in = UnsafeMutablePointer(mutating: source)
    stream.pointee.avail_in = available
    stream.pointee.next_out = output.assumingMemoryBound(to: CChar.self).baseAddress
    stream.pointee.avail_out = room
    let result = BZ2_bzDecompress(stream)
    var step = DecodeStep(
      consumed: Int(available - stream.pointee.avail_in),
      produced: Int(room - stream.pointee.avail_out), state: .more)
    if result == BZ_STREAM_END {
      step.state = .unitEnd
      restart()
    } else if result != BZ_OK {
      let magic = result == BZ_DATA_ERROR_MAGIC
      step.state = .damaged(magic ? "bzip2: no stream begins here" : "bzip2: damaged block")
      restart()
    }
    return step
  }
}
