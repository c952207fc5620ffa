/// Copies bytes. A unit ends wherever the input does: plain files can be cut anywhere.
final class PlainDecoder: Decoder {
  func restart() {}

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let count = min(input.count, output.count)
    output.copyMemory(from: UnsafeRawBufferPointer(rebasing: input[..<count]))
    return DecodeStep(
      consumed: count, produced: count, state: count == input.count ? .unitEnd : .more)
  }
}
