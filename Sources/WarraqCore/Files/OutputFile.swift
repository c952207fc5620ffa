import Glibc

/// A file that is being written: emptied when it is opened, closed at the end whatever happens, every
/// failure named.
package final class OutputFile {
  package let path: String
  private var descriptor: Int32

  package init(creating path: String) throws(WarraqError) {
    self.path = path
    descriptor = open(path, O_CREAT | O_TRUNC | O_WRONLY | O_CLOEXEC, 0o644)
    if descriptor < 0 { throw .posix(.output, "cannot create", path) }
  }

  deinit { if descriptor >= 0 { close(descriptor) } }

  /// Writes all bytes, however few the system takes at a time.
  package func write(_ bytes: UnsafeRawBufferPointer) throws(WarraqError) {
    var rest = bytes
    while !rest.isEmpty {
      let written = Glibc.write(descriptor, rest.baseAddress, rest.count)
      if written < 0 {
        if errno == EINTR { continue }
        throw .posix(.output, "cannot write", path)
      }
      rest = UnsafeRawBufferPointer(rebasing: rest[written...])
    }
  }

  /// Brings the bytes to the disk.
  package func sync() throws(WarraqError) {
    while fsync(descriptor) != 0 {
      if errno != EINTR { throw .posix(.output, "cannot sync", path) }
    }
  }

  /// Closes the file; a late failure of the file system shows here.
  package func finish() throws(WarraqError) {
    let closing = descriptor
    descriptor = -1
    if close(closing) != 0, errno != EINTR { throw .posix(.output, "cannot close", path) }
  }
}
