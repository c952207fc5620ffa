import Foundation
import Testing

/// The collection of test data beside the repository.
enum SharedData {
  /// A file of it, or `nil`, loudly, where the collection is not there.
  static func text(_ name: String) -> String? {
    let folder =
      ProcessInfo.processInfo.environment["WARRAQ_SHARED"]
      ?? URL(fileURLWithPath: #filePath).deletingLastPathComponent()
      .appendingPathComponent("../../../../shared").standardized.path
    guard let data = FileManager.default.contents(atPath: "\(folder)/data/\(name)") else {
      print("SKIPPED: \(folder)/data/\(name) is not there")
      return nil
    }
    return String(decoding: data, as: UTF8.self)
  }
}
