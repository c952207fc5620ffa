import Glibc
import WarraqCore

/// A file that is being written: closed at the end whatever happens, every failure named.
final class OutputFile {
  let path: String
  private var descriptor: Int32

  init(creating path: String) throws {
    self.path = path
    descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw Self.failure("create", path, errno) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes all bytes, however few the system takes at a time.
  func write(_ bytes: UnsafeRawBufferPointer) throws {
    var rest = bytes
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw Self.failure("write", path, errno)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Brings the bytes to the disk.
  func sync() throws {
    while fsync(descriptor) != 0 {
      if errno != EINTR { throw Self.failure("sync", path, errno) }
    }
  }

  /// Closes the file; a late failure of the file system shows here.
  func finish() throws {
    let closing = descriptor
    descriptor = -1
    if close(closing) != 0, errno != EINTR { throw Self.failure("close", path, errno) }
  }

  private static func failure(_ verb: String, _ path: String, _ code: Int32) -> WarraqError {
    let reason =
      switch code {
      case ENOSPC: "disk full. Free some space and run the same command again"
      case EDQUOT: "disk quota reached. Free some space and run the same command again"
      default: String(cString: strerror(code))
      }
    return WarraqError(.output, "cannot \(verb) \(path): \(reason).")
  }
}
