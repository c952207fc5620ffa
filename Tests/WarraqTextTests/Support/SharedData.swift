import Foundation

/// The test data that is shared between checkouts and not part of the repository.
enum SharedData {
  static let root: String? = {
    let given = ProcessInfo.processInfo.environment["WARRAQ_SHARED"]
    let path = given ?? packageRoot + "/../shared"
    if FileManager.default.fileExists(atPath: path + "/data") { return path + "/data" }
    print("SKIPPED: no shared test data at \(path)/data (set WARRAQ_SHARED)")
    return nil
  }()

  static let isLong = ProcessInfo.processInfo.environment["WARRAQ_LONG"] != nil

  static let packageRoot = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().path

  /// The path of a file, nil (after saying so) where there is none.
  static func path(_ name: String) -> String? {
    guard let root else { return nil }
    if FileManager.default.fileExists(atPath: root + "/" + name) { return root + "/" + name }
    print("SKIPPED: no shared test data \(name)")
    return nil
  }

  /// The lines of a text file, `.bz2` and `.zst` decoded.
  static func lines(_ name: String) throws -> [String]? {
    guard let path = path(name) else { return nil }
    let bytes: [UInt8] =
      if name.hasSuffix(".bz2") {
        try Command.output(["bzip2", "-dc", path])
      } else if name.hasSuffix(".zst") {
        try Command.output(["zstd", "-dcq", path])
      } else {
        [UInt8](try Data(contentsOf: URL(fileURLWithPath: path)))
      }
    return bytes.split(separator: 0x0A).map { String(decoding: $0, as: UTF8.self) }
  }

  static var newsFiles: [String] {
    guard let root else { return [] }
    let names = (try? FileManager.default.contentsOfDirectory(atPath: root + "/news")) ?? []
    return names.filter { $0.hasSuffix(".jsonl.zst") }.sorted().map { root + "/news/" + $0 }
  }
}
