import Glibc

/// Where the time of a lane goes: seconds by what it did, one reading of the clock behind each step of
/// a batch.
struct StageClock {
  /// Names of what is neither a stage nor a round.
  static let decode = "(decode)"
  static let parse = "(parse)"
  static let analyze = "(tokens)"
  static let write = "(rows)"

  private(set) var nanoseconds: [String: UInt64] = [:]
  private var last = now

  /// Everything since the last mark was for this.
  mutating func mark(_ name: String) {
    let now = Self.now
    nanoseconds[name, default: 0] += now - last
    last = now
  }

  /// What has passed since the last mark belongs to nothing.
  mutating func skip() { last = Self.now }

  mutating func add(_ other: StageClock) {
    nanoseconds.merge(other.nanoseconds, uniquingKeysWith: +)
  }

  /// Seconds, to the millisecond.
  var seconds: [String: Double] {
    nanoseconds.mapValues { (Double($0) / 1e6).rounded() / 1000 }
  }

  private static var now: UInt64 {
    var time = timespec()
    clock_gettime(CLOCK_MONOTONIC, &time)
    return UInt64(time.tv_sec) * 1_000_000_000 + UInt64(time.tv_nsec)
  }
}
