/// Decodes an excerpt of a stream: leaves out what belongs to the excerpt before, and ends where the
/// next one begins. Bytes that are not those of the stream are damage, behind which nothing is read.
final class ExcerptDecoder: Decoder {
  private let decoder: any Decoder
  private let wantedHash: String
  private var skipped: Int
  private var left: Int
  private var hash = StreamHash()

  /// The dictionary stands in front of the slice.
  init(_ file: MappedFile, _ slice: ShardSlice, _ excerpt: ShardSlice.Excerpt) {
    decoder = slice.codec.makeDecoder(
      dictionary: slice.begin > 0
        ? UnsafeRawBufferPointer(rebasing: file.bytes[..<slice.begin]) : nil)
    skipped = excerpt.skippedBytes
    left = excerpt.rawBytes
    wantedHash = excerpt.hash
  }

  func restart() { decoder.restart() }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    while left > 0 {
      var step = decoder.decode(input, into: output)
      let isProgress = step.consumed > 0 || step.produced > 0
      step.produced = trim(output, step.produced)
      hash.add(UnsafeRawBufferPointer(rebasing: UnsafeRawBufferPointer(output)[..<step.produced]))
      left -= step.produced
      if left == 0 { return end(input, step.produced) }
      // A frame whose bytes were changed can be shorter, and be no less whole.
      if step.state == .unitEnd, step.consumed == input.count { step.state = Self.strange }
      // Bytes that were all left out are no standstill.
      if step.state == .more, step.consumed == 0, step.produced == 0, isProgress { continue }
      return step
    }
    return end(input, 0)
  }

  /// Leaves out what is not wanted at either end. Returns how many bytes are left of those decoded.
  private func trim(_ output: UnsafeMutableRawBufferPointer, _ produced: Int) -> Int {
    let dropped = min(skipped, produced)
    skipped -= dropped
    if dropped > 0 {
      output.copyMemory(
        from: UnsafeRawBufferPointer(
          rebasing: UnsafeRawBufferPointer(output)[dropped..<produced]))
    }
    return min(produced - dropped, left)
  }

  /// What follows belongs to the next excerpt.
  private func end(_ input: UnsafeRawBufferPointer, _ produced: Int) -> DecodeStep {
    let isSame = hash.text == wantedHash
    return DecodeStep(
      consumed: input.count, produced: produced, state: isSame ? .unitEnd : Self.strange)
  }

  private static let strange = DecodeStep.State.damaged(
    "its bytes are not those of the stream it was cut from")
}
