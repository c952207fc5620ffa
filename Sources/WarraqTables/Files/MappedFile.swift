import Glibc
import WarraqCore

/// A whole file, mapped for reading.
final class MappedFile {
  let bytes: UnsafeRawBufferPointer

  init(path: String) throws {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure(path, errno) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure(path, errno) }
    let size = Int(status.st_size)
    guard size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    guard let base = mmap(nil, size, PROT_READ, MAP_PRIVATE, descriptor, 0), base != MAP_FAILED
    else { throw Self.failure(path, errno) }
    bytes = UnsafeRawBufferPointer(start: base, count: size)
  }

  deinit {
    if let base = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: base), bytes.count)
    }
  }

  /// Lets go of the memory (not the content) of whole pages inside `range`: what was read once need
  /// not stay resident. Reading it again is allowed.
  static func release(from start: UnsafeRawPointer, to end: UnsafeRawPointer) {
    let page = Int(getpagesize())
    let first = (Int(bitPattern: start) + page - 1) / page * page
    let last = Int(bitPattern: end) / page * page
    guard last > first, let address = UnsafeMutableRawPointer(bitPattern: first) else { return }
    // Advice only: should it fail, nothing is lost but memory.
    _ = madvise(address, last - first, MADV_DONTNEED)
  }

  private static func failure(_ path: String, _ code: Int32) -> WarraqError {
    WarraqError(
      .state,
      "cannot read \(path): \(String(cString: strerror(code))). "
        + "Run the task again that wrote it (warraq rerun).")
  }
}
