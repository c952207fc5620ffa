import CWarraqSystem
import Glibc
import WarraqCore

/// A directory that appears under its name only when it is complete.
///
/// Files are written into a neighbour, `report.new`, which changes places with an older `report` at
/// the end, in one step: under the name there is a whole report at every moment from the first one
/// on. Where a file system cannot do that the older one is moved aside first. What a killed process
/// left beside it is removed, or put back, by the next one.
public struct StagedDirectory {
  /// The name that the directory gets in the end.
  public let path: String
  /// Where files are written.
  public var staging: String { path + ".new" }
  private var retired: String { path + ".old" }

  /// Makes an empty staging directory.
  public init(path: String) throws {
    var trimmed = path
    while trimmed.count > 1, trimmed.hasSuffix("/") { trimmed.removeLast() }
    self.path = trimmed
    restore()
    try Self.remove(staging)
    try Self.remove(retired)
    if mkdir(staging, 0o755) != 0 { throw WarraqError.posix(.output, "cannot create", staging) }
  }

  /// Puts the staged files in the place of whatever stood under the name.
  public func publish() throws { try publish(exchanging: true) }

  /// - Parameter exchanging: whether the file system is asked to do it in one step.
  func publish(exchanging: Bool) throws {
    try Self.sync(staging)
    // This fails also where nothing stands under the name yet. What is really wrong shows again.
    guard exchanging, warraq_exchange(staging, path) else { return try replace() }
    try Self.sync(Self.parent(of: path))
    FaultPoint.reach("exchanged", task: "publish/0")
    try Self.remove(staging)
  }

  /// The way of two steps: for a moment nothing stands under the name.
  private func replace() throws {
    if access(path, F_OK) == 0, rename(path, retired) != 0 {
      throw WarraqError.posix(.output, "cannot replace", path)
    }
    if rename(staging, path) != 0 {
      let failure = WarraqError.posix(.output, "cannot create", path)
      restore()
      throw failure
    }
    try Self.sync(Self.parent(of: path))
    try Self.remove(retired)
  }

  /// Puts an older directory back that was moved aside for one that never came.
  private func restore() {
    if access(path, F_OK) != 0 { rename(retired, path) }
  }

  private static func parent(of path: String) -> String {
    guard let slash = path.lastIndex(of: "/") else { return "." }
    return slash == path.startIndex ? "/" : String(path[..<slash])
  }

  private static func sync(_ directory: String) throws {
    let descriptor = open(directory, O_RDONLY | O_DIRECTORY | O_CLOEXEC)
    guard descriptor >= 0 else { throw WarraqError.posix(.output, "cannot open", directory) }
    defer { close(descriptor) }
    // Some network file systems cannot sync a directory and say so with EINVAL.
    if fsync(descriptor) != 0, errno != EINVAL {
      throw WarraqError.posix(.output, "cannot sync", directory)
    }
  }

  /// Removes a directory and all that is in it. Nothing there is fine.
  private static func remove(_ directory: String) throws {
    guard let stream = opendir(directory) else {
      if errno == ENOENT { return }
      throw WarraqError.posix(.output, "cannot open", directory)
    }
    defer { closedir(stream) }
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if name == "." || name == ".." { continue }
      let path = directory + "/" + name
      if unlink(path) != 0 {
        guard errno == EISDIR else { throw WarraqError.posix(.output, "cannot remove", path) }
        try remove(path)
      }
    }
    if rmdir(directory) != 0 { throw WarraqError.posix(.output, "cannot remove", directory) }
  }
}
