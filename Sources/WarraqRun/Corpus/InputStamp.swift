import Glibc
import WarraqCore

/// Size and modification time of an input when its digest was taken: the quick check that it is still
/// the same file.
struct InputStamp: Codable, Equatable, Sendable {
  var bytes: Int
  /// In nanoseconds.
  var modified: Int

  /// Reads them of a regular file; `nil` where there is none.
  init?(_ path: String) {
    var facts = stat()
    guard stat(path, &facts) == 0, facts.st_mode & S_IFMT == S_IFREG else { return nil }
    bytes = Int(facts.st_size)
    modified = facts.st_mtim.tv_sec * 1_000_000_000 + facts.st_mtim.tv_nsec
  }

  init(bytes: Int, modified: Int) {
    self.bytes = bytes
    self.modified = modified
  }

  /// - Throws: `input` when the file is another one by now.
  func check(_ path: String, name: String) throws(WarraqError) {
    guard InputStamp(path) == self else {
      throw WarraqError(
        .input,
        "the input has changed, or is gone, since the run began. Run the same command again",
        input: name)
    }
  }
}
