import CLzma

/// Decodes xz streams, with any number of blocks. Zero bytes between streams are padding.
final class XzDecoder: Decoder {
  private let stream: UnsafeMutablePointer<lzma_stream>
  private var isOpen = false

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: lzma_stream())
  }

  deinit {
    lzma_end(stream)
    stream.deallocate()
  }

  func restart() { isOpen = false }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    if !isOpen {
      let padding = input.prefix { $0 == 0 }.count
      if padding > 0 { return DecodeStep(consumed: padding, produced: 0, state: .unitEnd) }
      guard lzma_stream_decoder(stream, UInt64.max, 0) == LZMA_OK else {
        preconditionFailure("out of memory")
      }
      isOpen = true
    }
    stream.pointee.next_in = input.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_in = input.count
    stream.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
    stream.pointee.avail_out = output.count
    let result = lzma_code(stream, LZMA_RUN)
    var step = DecodeStep(
      consumed: input.count - stream.pointee.avail_in,
      produced: output.count - stream.pointee.avail_out, state: .more)
    if result == LZMA_STREAM_END {
      step.state = .unitEnd
      isOpen = false
    } else if result != LZMA_OK && result != LZMA_BUF_ERROR {
      step.state = .damaged("xz: \(Self.describe(result))")
      isOpen = false
    }
    return step
  }

  private static func describe(_ code: lzma_ret) -> String {
    switch code {
    case LZMA_FORMAT_ERROR: "no stream begins here"
    case LZMA_OPTIONS_ERROR: "unsupported options"
    case LZMA_DATA_ERROR: "damaged data"
    case LZMA_MEM_ERROR: "out of memory"
    default: "error \(code.rawValue)"
    }
  }
}
