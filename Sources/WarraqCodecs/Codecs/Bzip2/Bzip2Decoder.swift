import CBzip2
import Glibc

/// Decodes bzip2 streams.
///
/// The library forgets to count what it wrote in a call that ends with a damaged block. It is given
/// buffers of one size, whatever the reader's, so that the same bytes come out of damage every time.
final class Bzip2Decoder: Decoder {
  private let stream: UnsafeMutablePointer<bz_stream>
  private var isOpen = false
  private let staging = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 16, alignment: 64)
  /// What of the staging buffer has not been handed out, and the state behind it.
  private var staged = 0..<0
  private var stateBehind = DecodeStep.State.more

  init() {
    stream = .allocate(capacity: 1)
    stream.initialize(to: bz_stream())
  }

  deinit {
    close()
    stream.deallocate()
    staging.deallocate()
  }

  func restart() {
    close()
    staged = 0..<0
  }

  private func close() {
    if isOpen { BZ2_bzDecompressEnd(stream) }
    isOpen = false
  }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let consumed = staged.isEmpty ? fill(from: input) : 0
    let count = min(staged.count, output.count)
    let ready = UnsafeRawBufferPointer(staging)[staged.prefix(count)]
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: ready))
    staged = staged.dropFirst(count)
    return DecodeStep(
      consumed: consumed, produced: count, state: staged.isEmpty ? stateBehind : .more)
  }

  /// Decodes into the empty staging buffer; returns how many bytes were taken.
  private func fill(from input: UnsafeRawBufferPointer) -> Int {
    if !isOpen { open() }
    let available = UInt32(min(input.count, 1 << 30))
    let source = input.assumingMemoryBound(to: CChar.self).baseAddress
    stream.pointee.next_in = UnsafeMutablePointer(mutating: source)
    stream.pointee.avail_in = available
    stream.pointee.next_out = staging.assumingMemoryBound(to: CChar.self).baseAddress
    stream.pointee.avail_out = UInt32(staging.count)
    let result = BZ2_bzDecompress(stream)
    staged = 0..<staging.count - Int(stream.pointee.avail_out)
    let consumed = Int(available - stream.pointee.avail_in)
    switch result {
    case BZ_OK: stateBehind = .more
    case BZ_STREAM_END: stateBehind = .unitEnd
    case BZ_DATA_ERROR_MAGIC: stateBehind = .damaged("bzip2: no stream begins here")
    default: stateBehind = .damaged("bzip2: damaged block")
    }
    if result != BZ_OK { close() }
    return consumed
  }

  private func open() {
    stream.pointee = bz_stream()
    // Zeroed memory: a damaged block can point into parts of a table that were never filled, and
    // even garbage has to be the same garbage every time.
    stream.pointee.bzalloc = { _, count, size in calloc(Int(count), Int(size)) }
    stream.pointee.bzfree = { _, memory in free(memory) }
    guard BZ2_bzDecompressInit(stream, 0, 0) == BZ_OK else { preconditionFailure("out of memory") }
    isOpen = true
  }
}
