import Glibc

/// How a planned fault ends the process, or stops it from going on.
public enum FaultAction: String, CaseIterable, Sendable {
  /// SIGKILL, as the out-of-memory killer or an operator sends it.
  case kill
  /// Leaves at once with status 42, as a library that calls `exit`; without unwinding or flushing.
  case exit
  /// SIGABRT, as a failed assertion.
  case abort
  /// SIGSEGV, as a stray pointer.
  case segv
  /// SIGILL, as a Swift trap.
  case ill
  /// SIGBUS, as a truncated memory map.
  case bus
  /// The calling thread never returns; other threads go on.
  case hang
  /// SIGSTOP: the whole process stands still, heartbeats included.
  case stop

  func perform() {
    switch self {
    case .kill: die(of: SIGKILL)
    case .exit: _exit(42)
    case .abort: die(of: SIGABRT)
    case .segv: die(of: SIGSEGV)
    case .ill: die(of: SIGILL)
    case .bus: die(of: SIGBUS)
    case .hang: while true { sleep(3600) }
    case .stop: Glibc.kill(getpid(), SIGSTOP)
    }
  }

  /// Ends by `number` even where something catches or ignores it.
  private func die(of number: Int32) {
    signal(number, SIG_DFL)
    Glibc.kill(getpid(), number)
    // Another thread may take the signal; this one must not get past the fault in the meantime.
    while true { sleep(1) }
  }
}
