/// The decoded bytes of a slice of a file, and of what follows it.
///
/// Damage inside the slice is reported, and decoding goes on with the next unit. Damage behind the
/// slice ends the stream: it belongs to the slice that it lies in.
final class DecodedStream {
  enum Event: Equatable {
    /// So many bytes were written to the front of the buffer.
    case bytes(Int)
    case damaged(BadRecord.Reason, String, diskOffset: Int)
    case end
  }

  private let file: MappedFile
  private let codec: Codec
  private let decoder: any Decoder
  private let begin: Int
  private let end: Int
  private var unitStart: Int
  private var isAtUnitStart = true
  /// Bytes on disk before it are known to be decoded or lost.
  private var settledEnd: Int
  private var released: Int
  private var decodedBeforeUnit = 0
  /// What the last step came to, when it yielded bytes, which have to be handed out first.
  private var pending: DecodeStep.State?

  /// Bytes on disk that were consumed, counted from the start of the file.
  private(set) var position: Int
  /// Bytes decoded so far.
  private(set) var decoded = 0
  /// How many bytes the slice itself yields, once that is known.
  private(set) var sliceBytes: Int?
  /// Bytes on disk inside the slice that could not be decoded.
  private(set) var lostDiskBytes = 0
  /// Whether the stream ended because of damage behind the slice.
  private(set) var isCutBehindSlice = false
  /// A place on disk before which nothing can turn out to be lost any more.
  var safePosition: Int { isAtUnitStart ? position : max(unitStart, position - 1) }
  /// Called at the end of each unit with its first byte, the byte behind it, and ``decoded``.
  var unitEnded: ((_ begin: Int, _ end: Int, _ decoded: Int) -> Void)?

  /// `begin` and `end` are places on disk, at which units begin. `decoder`: instead of the codec's own.
  init(
    file: MappedFile, codec: Codec, begin: Int, end: Int, decoder: (any Decoder)? = nil
  ) {
    self.file = file
    self.codec = codec
    self.begin = begin
    self.end = end
    self.decoder = decoder ?? codec.makeDecoder()
    position = begin
    unitStart = begin
    settledEnd = begin
    released = begin
  }

  /// The bytes that the decoder may read now: a unit inside the slice ends with it at the latest.
  private var limit: Int { position < end ? end : file.bytes.count }

  /// The room with which the next read takes a whole unit of the slice in one step; `nil` where that
  /// is no better.
  func roomForWholeUnit() -> Int? {
    if pending == .unitEnd {
      pending = nil
      _ = follow(.unitEnd)
    }
    guard isAtUnitStart else { return nil }
    noteSliceEnd()
    return position < end ? decoder.roomForWholeUnit(input) : nil
  }

  private var input: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: file.bytes[position..<max(position, limit)])
  }

  /// Fills the front of `output`, at least one byte of it unless there is nothing left.
  func read(into output: UnsafeMutableRawBufferPointer) -> Event {
    if let state = pending {
      pending = nil
      if let event = follow(state) { return event }
    }
    while true {
      if isAtUnitStart {
        noteSliceEnd()
        if position >= file.bytes.count { return .end }
        unitStart = position
        decodedBeforeUnit = decoded
        isAtUnitStart = false
      }
      let step = decoder.decode(input, into: output)
      position += step.consumed
      decoded += step.produced
      releaseConsumed()
      if step.produced > 0 {
        pending = step.state
        return .bytes(step.produced)
      }
      let isStuck = step.state == .more && step.consumed == 0
      if let event = isStuck ? starve() : follow(step.state) { return event }
    }
  }

  private func noteSliceEnd() {
    if position >= end && sliceBytes == nil { sliceBytes = decoded }
  }

  /// Works out what the state behind a step means.
  private func follow(_ state: DecodeStep.State) -> Event? {
    switch state {
    case .more: return nil
    case .unitEnd:
      isAtUnitStart = true
      unitEnded?(unitStart, position, decoded)
      return nil
    case .damaged(let message): return lose(.damaged, "The input is damaged: \(message).")
    }
  }

  /// The decoder wants bytes that are not there.
  private func starve() -> Event {
    position >= file.bytes.count
      ? lose(.truncated, "The input ends in the middle of its \(codec.rawValue) data.")
      : lose(.damaged, "The \(codec.rawValue) data is damaged: a part ends too early.")
  }

  /// Gives the unit up and moves on to the next one.
  private func lose(_ reason: BadRecord.Reason, _ message: String) -> Event {
    // A unit that yielded nothing is lost as a whole.
    let place = decoded == decodedBeforeUnit ? unitStart : position
    if unitStart >= end {
      position = file.bytes.count
      isAtUnitStart = true
      isCutBehindSlice = true
      return .end
    }
    let next = min(end, codec.units.resume(after: unitStart, in: file))
    bookLoss(from: place, to: next)
    decoder.restart()
    unitEnded?(unitStart, next, decoded)
    position = next
    isAtUnitStart = true
    return .damaged(reason, message, diskOffset: min(place, next - 1))
  }

  /// Counts bytes on disk as lost, none of them twice: the next unit may begin before `place`, where
  /// the damaged one seemed to go on, and be damaged as well.
  private func bookLoss(from place: Int, to next: Int) {
    let last = max(place, next)
    let first = max(settledEnd, min(place, last - 1))
    lostDiskBytes += max(0, last - first)
    settledEnd = max(settledEnd, last)
  }

  /// Gives back pages that were read, in steps large enough to cost nothing.
  private func releaseConsumed() {
    guard position - released > 1 << 23 else { return }
    file.release(released..<position)
    released = position
  }
}
