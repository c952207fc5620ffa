import Glibc

/// What a worker took of its machine while it was at a task, beside processor time.
struct TaskUsage: Codable, Sendable {
  /// The most memory that was resident, in bytes; `nil` where the system does not tell.
  var memory: Int?
  /// Seconds in which its threads could have gone on, but others had the processors.
  var queuedSeconds: Double

  init(since start: Stopwatch) {
    memory = PeakMemory.bytes
    queuedSeconds = start.queuedSeconds
  }
}

/// The most memory that this process has had resident: proc(5).
enum PeakMemory {
  /// Begins anew with what is resident now. Where that is not allowed, the peak is that of the
  /// process's life.
  static func reset() {
    let file = open("/proc/self/clear_refs", O_WRONLY | O_CLOEXEC)
    guard file >= 0 else { return }
    _ = write(file, "5", 1)
    close(file)
  }

  static var bytes: Int? {
    let status = String(decoding: Files.read("/proc/self/status") ?? [], as: UTF8.self)
    let line = status.split(separator: "\n").first { $0.hasPrefix("VmHWM:") }
    return line?.split { " \t".contains($0) }.dropFirst().first.flatMap { Int($0) }.map { $0 << 10 }
  }
}

/// How long the threads of this process have waited for a processor: the second number of their
/// schedstat, in nanoseconds.
enum ProcessorQueue {
  static var seconds: Double {
    let threads = "/proc/self/task"
    return Files.list(threads).reduce(0) { sum, thread in
      let text = String(
        decoding: Files.read("\(threads)/\(thread)/schedstat") ?? [], as: UTF8.self)
      return sum + (text.split(separator: " ").dropFirst().first.flatMap { Double($0) } ?? 0) / 1e9
    }
  }
}
