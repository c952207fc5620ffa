import Foundation
import Glibc
import WarraqCore

/// The coordinator's hold on a run directory: an advisory lock that the kernel drops with the
/// process, and a note of who holds it.
final class RunLock: Sendable {
  private let file: Int32

  /// Takes the lock.
  ///
  /// - Throws: `locked`, naming the holder, when another coordinator has it.
  init(_ directory: RunDirectory) throws(WarraqError) {
    file = open(directory.lockFile, O_RDWR | O_CREAT | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .posix(.output, "cannot lock", directory.lockFile) }
    guard flock(file, LOCK_EX | LOCK_NB) == 0 else {
      close(file)
      let name = Self.note(directory)
      throw WarraqError(
        .locked,
        "\(directory.path) belongs to another coordinator: \(name.isEmpty ? "unknown" : name). "
          + "Wait for it, or stop it first")
    }
    let note = "process \(getpid()) on host \(ProcessInfo.processInfo.hostName)\n"
    ftruncate(file, 0)
    _ = note.withCString { pwrite(file, $0, strlen($0), 0) }
  }

  deinit { close(file) }

  private static func note(_ directory: RunDirectory) -> String {
    String(decoding: Files.read(directory.lockFile) ?? [], as: UTF8.self)
      .trimmingCharacters(in: .whitespacesAndNewlines)
  }

  /// Who coordinates the run now; `nil` when nobody does, or the kernel does not tell. Reads the
  /// kernel's list of locks: trying the lock would turn away a coordinator that comes just then.
  static func holder(of directory: RunDirectory) -> String? {
    var facts = stat()
    guard stat(directory.lockFile, &facts) == 0 else { return nil }
    let note = note(directory)
    let locks = String(decoding: Files.read("/proc/locks") ?? [], as: UTF8.self)
    // 1: FLOCK  ADVISORY  WRITE 4711 fe:00:16220613 0 EOF
    let isHeld = locks.split(separator: "\n").contains { line in
      let fields = line.split(separator: " ")
      return fields.count > 5 && fields[1] == "FLOCK" && note.hasPrefix("process \(fields[4]) ")
        && fields[5].hasSuffix(":\(facts.st_ino)")
    }
    return isHeld ? note : nil
  }
}
