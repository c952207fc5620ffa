import Glibc
import WarraqCore

/// Files of words or patterns that options name: one a line. Blanks around it are left out, and comments:
/// from a `#` at the beginning, or behind white space, to the end.
enum LineFile {
  /// The entries of a file; `what` they are, for messages.
  ///
  /// - Throws: `input` where it cannot be read.
  static func entries(in path: String, _ what: String) throws -> [String] {
    guard let file = fopen(path, "re") else {
      throw WarraqError(
        .input, "cannot read the \(what) \(path): \(String(cString: strerror(errno))).")
    }
    defer { fclose(file) }
    var entries: [String] = []
    var line: UnsafeMutablePointer<CChar>?
    var capacity = 0
    defer { free(line) }
    while case let count = getline(&line, &capacity, file), count >= 0, let text = line {
      let bytes = UnsafeRawBufferPointer(start: text, count: count)
      let entry = String(decoding: bytes[..<comment(bytes)], as: UTF8.self)
        .drop { $0.isWhitespace || $0 == "\u{FEFF}" }
      let end =
        entry.lastIndex { !$0.isWhitespace }.map { entry.index(after: $0) } ?? entry.startIndex
      if !entry[..<end].isEmpty { entries.append(String(entry[..<end])) }
    }
    return entries
  }

  /// Where the comment of a line begins, or its end.
  private static func comment(_ line: UnsafeRawBufferPointer) -> Int {
    line.indices.first { place in
      line[place] == UInt8(ascii: "#")
        && (place == 0 || [0x20, 0x09].contains(line[place - 1]) || place == 3 && line[0] == 0xEF)
    } ?? line.count
  }
}
