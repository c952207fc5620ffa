import Glibc
import WarraqCore

/// A file mapped into memory for reading. The mapping ends with the object.
///
/// It must not be changed while it is read: the system answers reads past a new end with SIGBUS.
final class MappedFile: Sendable {
  let path: String
  /// The whole file. Empty for an empty file.
  ///
  /// `nonisolated(unsafe)`: the memory is never written and lives as long as the object.
  nonisolated(unsafe) let bytes: UnsafeRawBufferPointer

  /// - Throws: an `input` error when the file cannot be opened or is not a regular file.
  init(path: String) throws(WarraqError) {
    self.path = path
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Self.failure("cannot be opened", path) }
    defer { close(descriptor) }
    var status = stat()
    guard fstat(descriptor, &status) == 0 else { throw Self.failure("cannot be examined", path) }
    guard status.st_mode & S_IFMT == S_IFREG else {
      throw WarraqError(
        .input, "The input is no regular file; give a file, or save the stream first.", input: path)
    }
    guard status.st_size > 0 else {
      bytes = UnsafeRawBufferPointer(start: nil, count: 0)
      return
    }
    let count = Int(status.st_size)
    guard let start = mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0), start != MAP_FAILED
    else { throw Self.failure("cannot be mapped into memory", path) }
    madvise(start, count, MADV_SEQUENTIAL)
    bytes = UnsafeRawBufferPointer(start: start, count: count)
  }

  deinit {
    if let start = bytes.baseAddress {
      munmap(UnsafeMutableRawPointer(mutating: start), bytes.count)
    }
  }

  /// Where in the file `bytes` begin, which must be part of it.
  func offset(of bytes: UnsafeRawBufferPointer) -> Int {
    guard let start = self.bytes.baseAddress, let first = bytes.baseAddress else { return 0 }
    return first - start
  }

  /// Tells the system that the pages of `range` are not needed for now, so that a file which is read
  /// from end to end does not count as memory of this process. They stay readable.
  func release(_ range: Range<Int>) {
    guard let start = bytes.baseAddress else { return }
    let page = 4096
    let low = (range.lowerBound + page - 1) / page * page
    let high = range.upperBound / page * page
    guard low < high else { return }
    madvise(UnsafeMutableRawPointer(mutating: start + low), high - low, MADV_DONTNEED)
  }

  private static func failure(_ what: String, _ path: String) -> WarraqError {
    WarraqError(
      .input, "The input \(what): \(String(cString: strerror(errno))).", input: path)
  }
}
