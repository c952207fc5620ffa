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
      let holder = Files.read(directory.lockFile).map { String(decoding: $0, as: UTF8.self) } ?? ""
      close(file)
      let name = holder.trimmingCharacters(in: .whitespacesAndNewlines)
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
}
