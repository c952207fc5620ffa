import Glibc

/// One batch: lines to a program and as many lines back, both at once so that neither side waits
/// for the other.
struct CommandExchange {
  /// How it went.
  enum Outcome {
    /// As many lines as were asked for, without their line feeds.
    case answers([[UInt8]])
    /// The program closed its output before it had answered.
    case ended
    case timedOut
    /// It wrote more lines than it was asked for, or more bytes than any answer can have.
    case outOfStep
  }

  private let input: Int32
  private let output: Int32
  private let lines: [UInt8]
  private var written = 0
  private var isInputOpen = true
  private var answer: [UInt8] = []
  private var found = 0

  private static let chunkSize = 1 << 16

  /// Makes an exchange of `lines` with a program's input and output, both not blocking.
  init(input: Int32, output: Int32, lines: [UInt8]) {
    self.input = input
    self.output = output
    self.lines = lines
  }

  /// Writes all lines and reads `count` lines within `timeout` seconds; then looks for more lines
  /// for `patience` milliseconds.
  mutating func run(count: Int, timeout: Int, patience: Int) -> Outcome {
    let deadline = Self.milliseconds() + timeout * 1000
    let limit = (64 << 20) + 8 * lines.count
    while found < count || written < lines.count {
      let left = deadline - Self.milliseconds()
      if left <= 0 { return .timedOut }
      // A program that answered before it read the question is not answering it.
      if found > count || answer.count > limit || found == count && !isInputOpen {
        return .outOfStep
      }
      let (canWrite, canRead) = wait(left)
      if canWrite { write() }
      if canRead, !read() { return .ended }
    }
    guard found == count, answer.last == 0x0A, !Self.hasOutput(output, within: patience) else {
      return .outOfStep
    }
    return .answers(
      answer.dropLast().split(separator: 0x0A, omittingEmptySubsequences: false)
        .map { Array($0) })
  }

  private func wait(_ milliseconds: Int) -> (canWrite: Bool, canRead: Bool) {
    let wantsWrite = isInputOpen && written < lines.count
    var sets = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    if wantsWrite { sets.append(pollfd(fd: input, events: Int16(POLLOUT), revents: 0)) }
    guard poll(&sets, nfds_t(sets.count), Int32(clamping: milliseconds)) > 0 else {
      return (false, false)
    }
    return (wantsWrite && sets[1].revents != 0, sets[0].revents != 0)
  }

  private mutating func write() {
    let count = lines.withUnsafeBytes { all in
      let rest = UnsafeRawBufferPointer(
        rebasing: all[written..<min(written + Self.chunkSize, all.count)])
      return Glibc.write(input, rest.baseAddress, rest.count)
    }
    if count > 0 { written += count }
    if count < 0, errno != EAGAIN, errno != EINTR { isInputOpen = false }
  }

  /// Reads what is there; `false` at the end.
  private mutating func read() -> Bool {
    let start = answer.count
    var count = 0
    answer.reserveCapacity(start + Self.chunkSize)
    withUnsafeTemporaryAllocation(byteCount: Self.chunkSize, alignment: 16) { buffer in
      count = Glibc.read(output, buffer.baseAddress, buffer.count)
      if count > 0 { answer.append(contentsOf: buffer[..<count]) }
    }
    if count < 0 { return errno == EAGAIN || errno == EINTR }
    for byte in answer[start...] where byte == 0x0A { found += 1 }
    return count > 0
  }

  /// Whether a program writes anything, before it closes its output, within some milliseconds.
  static func hasOutput(_ output: Int32, within milliseconds: Int) -> Bool {
    var sets = [pollfd(fd: output, events: Int16(POLLIN), revents: 0)]
    guard poll(&sets, 1, Int32(clamping: milliseconds)) > 0 else { return false }
    var byte: UInt8 = 0
    return Glibc.read(output, &byte, 1) > 0
  }

  private static func milliseconds() -> Int {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return time.tv_sec * 1000 + time.tv_nsec / 1_000_000
  }
}
