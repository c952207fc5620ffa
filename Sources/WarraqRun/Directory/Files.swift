import Foundation
import Glibc
import WarraqCore

/// The few file operations that everything in a run directory is built on. A file appears under its
/// final name whole and synced, or not at all.
enum Files {
  /// Makes a directory and those above it.
  static func makeDirectory(_ path: String) throws(WarraqError) {
    if mkdir(path, 0o777) == 0 { return }
    switch errno {
    case EEXIST: return
    case ENOENT:
      let parent = directory(of: path)
      guard parent != path else { throw .posix(.output, "cannot make directory", path) }
      try makeDirectory(parent)
      guard mkdir(path, 0o777) == 0 || errno == EEXIST else {
        throw .posix(.output, "cannot make directory", path)
      }
    default: throw .posix(.output, "cannot make directory", path)
    }
  }

  /// Replaces a file: another name first, then renamed.
  ///
  /// - Parameter isDurable: whether it must outlive a power failure; what is made anew need not.
  static func replace(
    _ path: String, with bytes: [UInt8], isDurable: Bool = true
  ) throws(WarraqError) {
    let temporary = path + ".\(ProcessMark.fileName).tmp"
    try write(bytes, to: temporary, isDurable: isDurable)
    guard rename(temporary, path) == 0 else { throw .posix(.output, "cannot write", path) }
    if isDurable { try syncDirectory(of: path) }
  }

  /// Makes a file that must not exist yet. Returns false where it does: somebody else was first.
  static func publish(_ path: String, with bytes: [UInt8]) throws(WarraqError) -> Bool {
    let temporary = path + ".\(ProcessMark.fileName).tmp"
    try write(bytes, to: temporary)
    defer { unlink(temporary) }
    if link(temporary, path) != 0 {
      if errno == EEXIST { return false }
      throw .posix(.output, "cannot publish", path)
    }
    try syncDirectory(of: path)
    return true
  }

  static func append(_ line: String, to path: String) throws(WarraqError) {
    let file = open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .posix(.output, "cannot write", path) }
    defer { close(file) }
    try writeAll(Array((line + "\n").utf8), to: file, path)
    guard fdatasync(file) == 0 else { throw .posix(.output, "cannot sync", path) }
  }

  static func read(_ path: String) -> [UInt8]? {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { return nil }
    defer { close(file) }
    var facts = stat()
    guard fstat(file, &facts) == 0 else { return nil }
    var bytes: [UInt8] = []
    bytes.reserveCapacity(Int(facts.st_size) + 1)
    var chunk = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = Glibc.read(file, &chunk, chunk.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { return nil }
      if count == 0 { return bytes }
      bytes.append(contentsOf: chunk[..<count])
    }
  }

  /// The names in a directory, sorted; none where it does not exist.
  static func list(_ path: String) -> [String] {
    guard let stream = opendir(path) else { return [] }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name != "." && name != ".." { names.append(name) }
    }
    return names.sorted()
  }

  static func exists(_ path: String) -> Bool { access(path, F_OK) == 0 }

  static func size(_ path: String) -> Int? {
    var facts = stat()
    return stat(path, &facts) == 0 ? Int(facts.st_size) : nil
  }

  /// When a file was changed, in seconds of its file server's clock.
  static func time(_ path: String) -> Double? {
    var facts = stat()
    guard stat(path, &facts) == 0 else { return nil }
    return Double(facts.st_mtim.tv_sec) + Double(facts.st_mtim.tv_nsec) / 1e9
  }

  /// A name for a directory outside of all runs, of this process's own.
  static func temporaryDirectory(_ purpose: String) -> String {
    NSTemporaryDirectory() + "/warraq-\(purpose)-\(getpid())"
  }

  static func remove(_ path: String) { try? FileManager.default.removeItem(atPath: path) }

  static func sync(_ path: String) throws(WarraqError) {
    let file = open(path, O_RDONLY | O_CLOEXEC)
    guard file >= 0 else { throw .posix(.output, "cannot sync", path) }
    defer { close(file) }
    guard fsync(file) == 0 else { throw .posix(.output, "cannot sync", path) }
  }

  static func syncDirectory(of path: String) throws(WarraqError) { try sync(directory(of: path)) }

  static func directory(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func write(
    _ bytes: [UInt8], to path: String, isDurable: Bool = true
  ) throws(WarraqError) {
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw .posix(.output, "cannot write", path) }
    defer { close(file) }
    try writeAll(bytes, to: file, path)
    guard !isDurable || fdatasync(file) == 0 else { throw .posix(.output, "cannot sync", path) }
  }

  private static func writeAll(
    _ bytes: [UInt8], to file: Int32, _ path: String
  ) throws(WarraqError) {
    var done = 0
    while done < bytes.count {
      let count = bytes.withUnsafeBytes { whole in
        whole.baseAddress.map { Glibc.write(file, $0 + done, whole.count - done) } ?? 0
      }
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw .posix(.output, "cannot write", path) }
      done += count
    }
  }
}

/// JSON as everything in a run directory is written: sorted keys, one way to print each value.
enum StableJSON {
  static func encode(_ value: some Encodable, pretty: Bool = true) throws -> [UInt8] {
    let encoder = JSONEncoder()
    encoder.outputFormatting =
      pretty
      ? [.sortedKeys, .prettyPrinted, .withoutEscapingSlashes]
      : [.sortedKeys, .withoutEscapingSlashes]
    return Array(try encoder.encode(value))
  }

  static func decode<T: Decodable>(_ type: T.Type, _ bytes: [UInt8]) throws -> T {
    try JSONDecoder().decode(type, from: Data(bytes))
  }

  /// Reads a file that Warraq wrote. `nil` where it does not exist.
  static func load<T: Decodable>(_ type: T.Type, from path: String) throws -> T? {
    guard let bytes = Files.read(path) else { return nil }
    do {
      return try decode(type, bytes)
    } catch {
      throw WarraqError(
        .state, "\(path) is damaged: it is no JSON of this version. Remove it and run again",
        cause: error)
    }
  }
}
