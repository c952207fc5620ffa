import Glibc
import WarraqCore

/// A text file of any length, read line by line.
struct LineReader {
  let path: String

  /// Calls `body` with each line, without its line feed, until it gives `false`.
  ///
  /// - Throws: `state` where the file cannot be read.
  func forEach(_ body: (ArraySlice<UInt8>) throws -> Bool) throws {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw WarraqError.posix(.state, "cannot open", path) }
    defer { close(file) }
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    var rest: [UInt8] = []
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw WarraqError.posix(.state, "cannot read", path) }
      if count == 0 { break }
      rest.append(contentsOf: chunk[..<count])
      var start = 0
      while let end = rest[start...].firstIndex(of: UInt8(ascii: "\n")) {
        guard try body(rest[start..<end]) else { return }
        start = end + 1
      }
      rest.removeSubrange(..<start)
    }
    if !rest.isEmpty { _ = try body(rest[...]) }
  }
}
