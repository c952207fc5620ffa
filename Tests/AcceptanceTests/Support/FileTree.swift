import Foundation

/// The names, sizes and modification times of all that is in a folder, and of the folder itself.
struct FileTree: Equatable {
  private struct Facts: Equatable {
    var size: Int?
    var modified: Date?
  }
  private let facts: [String: Facts]

  init(_ path: String) throws {
    var facts: [String: Facts] = [:]
    for name in try FileManager.default.subpathsOfDirectory(atPath: path) + [""] {
      let attributes = try FileManager.default.attributesOfItem(atPath: path + "/" + name)
      facts[name] = Facts(
        size: attributes[.size] as? Int, modified: attributes[.modificationDate] as? Date)
    }
    self.facts = facts
  }

  /// The names that are new, gone or different in another look, sorted.
  func difference(from other: FileTree) -> [String] {
    Set(facts.keys).union(other.facts.keys).filter { facts[$0] != other.facts[$0] }.sorted()
  }
}
