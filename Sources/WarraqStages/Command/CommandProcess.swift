import Glibc
import Synchronization
import WarraqCore

/// A running program with a pipe to its standard input and one from its standard output. Its
/// standard error goes where ours goes.
///
/// It runs in a process group of its own, so that what it starts can be stopped with it. The pipes
/// are ours alone: when we end, however that may be, it reads the end of its input.
final class CommandProcess {
  /// How long a program may take to end after the end of its input.
  private static let graceMilliseconds = 500

  private let process: pid_t
  private(set) var input: Int32
  let output: Int32
  /// The number of questions it was asked.
  var asked = 0
  private var status: CommandStatus?

  /// Held while a program is started: until its pipes are marked as ours, a program that another
  /// lane starts would hold them open too.
  private static let spawning = Mutex(())

  init(_ program: CommandProgram) throws {
    // A program that ends early must show as a failed write, not end this process.
    signal(SIGPIPE, SIG_IGN)
    let (code, started, pipes) = Self.spawning.withLock { _ in Self.start(program) }
    (process, input, output) = (started, pipes.input, pipes.output)
    guard code == 0 else {
      // Nothing runs: there is nothing to wait for.
      status = CommandStatus(raw: 0)
      if input >= 0 { close(input) }
      if output >= 0 { close(output) }
      throw Self.failure(program, code)
    }
    for descriptor in [input, output] {
      _ = fcntl(descriptor, F_SETFL, fcntl(descriptor, F_GETFL) | O_NONBLOCK)
    }
  }

  deinit { stop() }

  /// Ends its input and gives it a moment to end; then stops it. Returns whether it wrote anything
  /// more.
  func finish() -> Bool {
    closeInput()
    let hasWritten = CommandExchange.hasOutput(output, within: Self.graceMilliseconds)
    _ = end(within: Self.graceMilliseconds)
    return hasWritten
  }

  /// Ends its input and waits for it to end. One that goes on is stopped, and the result is `nil`.
  func end(within milliseconds: Int) -> CommandStatus? {
    if let status { return status }
    closeInput()
    for _ in 0..<milliseconds {
      if hasEnded { return reap() }
      usleep(1000)
    }
    stop()
    return nil
  }

  /// Stops it at once, with all that it started.
  func stop() {
    guard status == nil else { return }
    kill(-process, SIGKILL)
    reap()
  }

  /// Whether it has ended and waits to be reaped.
  private var hasEnded: Bool {
    var info = siginfo_t()
    return waitid(P_PID, id_t(process), &info, WEXITED | WNOHANG | WNOWAIT) == 0
      && info.si_signo == SIGCHLD
  }

  /// Waits for its end, and stops what it started and left behind: until it is reaped, nobody else
  /// can have the number of its group.
  @discardableResult private func reap() -> CommandStatus {
    var info = siginfo_t()
    while waitid(P_PID, id_t(process), &info, WEXITED | WNOWAIT) < 0 && errno == EINTR {}
    kill(-process, SIGKILL)
    var raw: Int32 = 0
    while waitpid(process, &raw, 0) < 0 && errno == EINTR {}
    closeInput()
    close(output)
    let status = CommandStatus(raw: raw)
    self.status = status
    return status
  }

  private func closeInput() {
    if input >= 0 { close(input) }
    input = -1
  }

  /// Starts the program; returns 0 or an error number, and our ends of its pipes.
  private static func start(
    _ program: CommandProgram
  ) -> (code: Int32, process: pid_t, pipes: (input: Int32, output: Int32)) {
    var toProgram: [Int32] = [-1, -1]
    var fromProgram: [Int32] = [-1, -1]
    guard pipe(&toProgram) == 0 else { return (errno, 0, (-1, -1)) }
    guard pipe(&fromProgram) == 0 else {
      let code = errno
      close(toProgram[0])
      return (code, 0, (toProgram[1], -1))
    }
    for descriptor in toProgram + fromProgram { _ = fcntl(descriptor, F_SETFD, FD_CLOEXEC) }
    var process: pid_t = 0
    let code = spawn(&process, program, input: toProgram[0], output: fromProgram[1])
    close(toProgram[0])
    close(fromProgram[1])
    return (code, process, (toProgram[1], fromProgram[0]))
  }

  private static func spawn(
    _ process: inout pid_t, _ program: CommandProgram, input: Int32, output: Int32
  ) -> Int32 {
    var actions = posix_spawn_file_actions_t()
    posix_spawn_file_actions_init(&actions)
    defer { posix_spawn_file_actions_destroy(&actions) }
    posix_spawn_file_actions_adddup2(&actions, input, STDIN_FILENO)
    posix_spawn_file_actions_adddup2(&actions, output, STDOUT_FILENO)
    var attributes = posix_spawnattr_t()
    posix_spawnattr_init(&attributes)
    defer { posix_spawnattr_destroy(&attributes) }
    var defaults = sigset_t()
    sigemptyset(&defaults)
    sigaddset(&defaults, SIGPIPE)
    posix_spawnattr_setsigdefault(&attributes, &defaults)
    var mask = sigset_t()
    sigemptyset(&mask)
    posix_spawnattr_setsigmask(&attributes, &mask)
    posix_spawnattr_setpgroup(&attributes, 0)
    posix_spawnattr_setflags(
      &attributes,
      Int16(POSIX_SPAWN_SETSIGDEF | POSIX_SPAWN_SETSIGMASK | POSIX_SPAWN_SETPGROUP))
    var words: [UnsafeMutablePointer<CChar>?] = program.arguments.map { strdup($0) }
    words.append(nil)
    defer { words.forEach { free($0) } }
    return posix_spawn(&process, program.path, &actions, &attributes, words, environ)
  }

  private static func failure(_ program: CommandProgram, _ code: Int32) -> WarraqError {
    WarraqError(
      .command, "cannot start \(program.path): \(String(cString: strerror(code))).")
  }
}

/// How a program ended.
struct CommandStatus: Equatable, CustomStringConvertible {
  let raw: Int32

  /// The signal that ended it, if one did.
  var signal: Int32? { raw & 0x7F == 0 ? nil : raw & 0x7F }

  var exitCode: Int32? { signal == nil ? (raw >> 8) & 0xFF : nil }

  /// Whether it was stopped from outside: by the system for want of memory, or by an operator. That
  /// says nothing about the document that it was working on.
  var isFromOutside: Bool { signal == SIGKILL || signal == SIGTERM || signal == SIGINT }

  var description: String {
    signal.map { "ended by signal \($0)" } ?? "ended with exit status \(exitCode ?? 0)"
  }
}
