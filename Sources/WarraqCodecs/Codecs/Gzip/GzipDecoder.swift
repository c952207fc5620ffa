import CIsal
import Glibc

/// Decodes gzip members (RFC 1952) with ISA-L, checksums included. Zero bytes behind the last member
/// are padding.
final class GzipDecoder: Decoder {
  private let state: UnsafeMutablePointer<inflate_state>
  private var isAtStart = true

  init() {
    state = .allocate(capacity: 1)
  }

  deinit { state.deallocate() }

  func restart() { isAtStart = true }

  func decode(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    if isAtStart {
      if input.allSatisfy({ $0 == 0 }) {
        return DecodeStep(consumed: input.count, produced: 0, state: .unitEnd)
      }
      if input.count >= 2, !GzipUnits.hasMagic(input) {
        return DecodeStep(consumed: 0, produced: 0, state: .damaged("gzip: no member begins here"))
      }
      begin()
      isAtStart = false
    }
    return inflate(input, into: output)
  }

  /// Tables of the member before are wiped: a damaged one could decode into what is left of them.
  private func begin() {
    memset(state, 0, MemoryLayout<inflate_state>.size)
    isal_inflate_init(state)
    state.pointee.crc_flag = UInt32(ISAL_GZIP)
  }

  private func inflate(
    _ input: UnsafeRawBufferPointer, into output: UnsafeMutableRawBufferPointer
  ) -> DecodeStep {
    let available = UInt32(min(input.count, 1 << 30))
    let room = UInt32(min(output.count, 1 << 30))
    let source = input.assumingMemoryBound(to: UInt8.self).baseAddress
    state.pointee.next_in = UnsafeMutablePointer(mutating: source)
    state.pointee.avail_in = available
    state.pointee.next_out = output.assumingMemoryBound(to: UInt8.self).baseAddress
    state.pointee.avail_out = room
    let result = isal_inflate(state)
    // At a member's end ISA-L gives back what it had read ahead, maybe in the call before: a step can
    // come to a few bytes less than none. The input is one stretch of memory, so that is sound.
    var step = DecodeStep(
      consumed: Int(available) - Int(state.pointee.avail_in),
      produced: Int(room - state.pointee.avail_out), state: .more)
    if result < 0 {
      step.state = .damaged("gzip: \(Self.describe(result))")
      isAtStart = true
    } else if state.pointee.block_state == ISAL_BLOCK_FINISH {
      step.state = .unitEnd
      isAtStart = true
    }
    return step
  }

  private static func describe(_ code: Int32) -> String {
    switch code {
    case ISAL_INVALID_BLOCK: "invalid block"
    case ISAL_INVALID_SYMBOL: "invalid symbol"
    case ISAL_INVALID_LOOKBACK: "reference to bytes before the beginning"
    case ISAL_INVALID_WRAPPER: "invalid member header"
    case ISAL_UNSUPPORTED_METHOD: "unknown compression method"
    case ISAL_INCORRECT_CHECKSUM: "wrong checksum"
    default: "error \(code)"
    }
  }
}
