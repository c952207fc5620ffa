import Foundation
import Testing

@testable import WarraqCodecs
@testable import WarraqCore

/// A directory that vanishes with the object.
final class ScratchDirectory {
  let path: String

  init() throws {
    // In memory where there is such a place: the spool files are synced one by one.
    let memory = URL(fileURLWithPath: "/dev/shm")
    let isThere = FileManager.default.isWritableFile(atPath: memory.path)
    let url = (isThere ? memory : FileManager.default.temporaryDirectory)
      .appendingPathComponent("warraq-codecs-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: url, withIntermediateDirectories: true)
    path = url.path
  }

  deinit { try? FileManager.default.removeItem(atPath: path) }

  /// Writes a file and returns its path.
  func file(_ bytes: [UInt8], _ name: String = "input") throws -> String {
    let file = path + "/" + name
    try Data(bytes).write(to: URL(fileURLWithPath: file))
    return file
  }
}

/// The folder of shared test data, or `nil` (and a line that says so) where it is absent.
func sharedData(_ name: String) -> String? {
  let root =
    ProcessInfo.processInfo.environment["WARRAQ_SHARED"]
    ?? FileManager.default.currentDirectoryPath + "/../shared"
  let path = root + "/data/" + name
  if FileManager.default.fileExists(atPath: path) { return path }
  print("SKIPPED: no shared test data at \(path); set WARRAQ_SHARED to the folder that holds data/")
  return nil
}

func readBytes(_ path: String) throws -> [UInt8] {
  [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
}
