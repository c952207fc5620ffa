import Glibc
import WarraqCore
import WarraqEntities

/// The `aliases` option: a file of what the user knows about names.
struct AliasesOption {
  /// The absolute path of the file; none where the option is empty.
  let files: [String]

  /// Throws a ``WarraqError`` of code `usage` where the file cannot be read or says something else.
  init(_ options: StageOptions) throws {
    files = options.string("aliases").flatMap { $0.isEmpty ? nil : [options.path($0)] } ?? []
    for path in files where access(path, R_OK) != 0 {
      throw WarraqError(.usage, "entities: aliases names \(path), which is no readable file.")
    }
    _ = try load()
  }

  /// Reads the file.
  func load() throws -> UserAliases {
    let lines = try files.flatMap { try LineFile.entries(in: $0, "aliases") }
    guard let aliases = UserAliases(lines: lines) else {
      throw WarraqError(
        .usage,
        "entities: a line of \(files.joined()) is neither form<TAB>name nor !form. Correct it: one "
          + "tab between both, no tab elsewhere.")
    }
    return aliases
  }
}
