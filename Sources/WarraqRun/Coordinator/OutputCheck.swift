import WarraqCore
import WarraqTables

/// Compares a file with the digests that its manifest holds.
enum OutputCheck {
  static func matches(_ path: String, _ output: TaskOutput) -> Bool {
    guard let sections = output.sections else {
      return (try? Digest(ofFile: path)) == output.digest
    }
    // Opening a row file checks its footer, opening a section its rows.
    guard (try? RowFile(path: path)) != nil else { return false }
    return sections.values.allSatisfy { (try? $0.open(path)) != nil }
  }
}
