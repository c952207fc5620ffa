import Foundation

/// Real data that lies beside the checkout, too big or too restricted to ship.
enum SharedData {
  /// The package's own folder, from this file's place in it.
  static let package = URL(fileURLWithPath: #filePath)
    .deletingLastPathComponent().deletingLastPathComponent()
    .deletingLastPathComponent().deletingLastPathComponent()

  /// A file or folder of the data; says so and gives `nil` where it is not there. `WARRAQ_SHARED`
  /// names the folder that holds `data`; `../shared` by default.
  static func path(_ name: String) -> String? {
    let given = ProcessInfo.processInfo.environment["WARRAQ_SHARED"]
    let folder =
      given.map { URL(fileURLWithPath: $0) }
      ?? package.deletingLastPathComponent().appending(path: "shared")
    let path = folder.appending(path: "data/" + name).path
    if FileManager.default.fileExists(atPath: path) { return path }
    print("SKIPPED: no shared test data at \(path) (set WARRAQ_SHARED)")
    return nil
  }

  /// The files below a folder, sorted.
  static func files(below folder: String) -> [String] {
    let names = FileManager.default.enumerator(atPath: folder)?.compactMap { $0 as? String } ?? []
    return names.sorted().map { folder + "/" + $0 }.filter {
      var isDirectory: ObjCBool = false
      return FileManager.default.fileExists(atPath: $0, isDirectory: &isDirectory)
        && !isDirectory.boolValue
    }
  }
}
