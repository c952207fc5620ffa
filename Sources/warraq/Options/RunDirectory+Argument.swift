import Foundation
import WarraqCore
import WarraqRun

extension RunDirectory {
  /// The directory that an argument names.
  init(argument: String) {
    let path = argument.hasSuffix("/") ? String(argument.dropLast()) : argument
    self.init(
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path)
  }

  /// Checks that there is a run.
  func existing() throws -> RunDirectory {
    guard FileManager.default.fileExists(atPath: jobFile) else {
      throw WarraqError(
        .usage, "there is no run in \(path). Start one with `warraq run JOB INPUT... --run DIR`")
    }
    return self
  }
}
