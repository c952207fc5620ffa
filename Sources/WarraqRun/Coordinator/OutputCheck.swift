import WarraqCore
import WarraqTables

/// Compares a file with the digests that its manifest holds.
enum OutputCheck {
  static func matches(_ path: String, _ output: TaskOutput) -> Bool {
    guard let sections = output.sections else {
      return (try? Digest(ofFile: path)) == output.digest
    }
    guard let file = try? RowFile(path: path) else {
      return Files.read(path).map { Digest(of: $0) } == output.digest
    }
    // Opening a section of a row file checks its rows.
    return sections.keys.allSatisfy { (try? file.section($0)) != nil }
  }
}
