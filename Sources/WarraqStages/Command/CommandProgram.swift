import Glibc
import WarraqCore

/// A program and its arguments, found on this machine.
struct CommandProgram {
  /// The absolute path of the program.
  let path: String
  /// Its arguments, the program's name first.
  let arguments: [String]
  /// The files whose content decides what it does.
  let files: [String]

  /// Finds the program: in the job's directory if its name has a slash, else through `PATH`.
  /// Arguments that name files in the job's directory become absolute paths.
  ///
  /// Throws a ``WarraqError`` of code `usage` when there is no such program.
  init(words: [String], options: StageOptions) throws {
    guard let name = words.first, !name.isEmpty else {
      throw WarraqError(
        .usage, "command: run needs a program, for example run: [python3, clean.py].")
    }
    guard let path = Self.find(name, options) else {
      throw WarraqError(
        .usage, "command: there is no program \(name) that can be run. Install it or correct run.")
    }
    self.path = path
    let rest = words.dropFirst().map { word in
      Self.isFile(options.path(word)) ? options.path(word) : word
    }
    arguments = [name] + rest
    files = [path] + rest.filter { $0.hasPrefix("/") && Self.isFile($0) }
  }

  private static func find(_ name: String, _ options: StageOptions) -> String? {
    if name.contains("/") {
      let path = options.path(name)
      return isProgram(path) ? path : nil
    }
    let folders = getenv("PATH").map { String(cString: $0) } ?? "/usr/local/bin:/usr/bin:/bin"
    return folders.split(separator: ":").map { "\($0)/\(name)" }.first(where: isProgram)
  }

  private static func isProgram(_ path: String) -> Bool {
    isFile(path) && access(path, X_OK) == 0
  }

  private static func isFile(_ path: String) -> Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG
  }
}
