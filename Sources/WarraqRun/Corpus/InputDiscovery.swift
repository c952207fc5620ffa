import Foundation
import Glibc
import WarraqCore

/// Finds the files that arguments name: files, folders, patterns, and `-` for standard input.
enum InputDiscovery {
  /// A file and the name by which it is reported.
  struct Found: Equatable {
    var name: String
    var path: String
  }

  /// The files in order: arguments as given, the files of a folder or pattern sorted by name.
  ///
  /// - Throws: `usage` where an argument names nothing.
  static func find(_ arguments: [String], in run: RunDirectory) throws -> [Found] {
    var found: [Found] = []
    for argument in arguments {
      if argument == "-" {
        found.append(Found(name: "-", path: try spoolStandardInput(run)))
        continue
      }
      let matches = try expand(argument)
      if matches.isEmpty {
        throw WarraqError(.usage, "there is no file in \(argument)", input: argument)
      }
      found += matches
    }
    return found
  }

  private static func expand(_ argument: String) throws -> [Found] {
    var facts = stat()
    if stat(argument, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFDIR else { return [found(argument)] }
      return try files(below: argument)
    }
    let reason = WarraqError.posix(.usage, "cannot read input", argument)
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(argument, 0, nil, &result) == 0, let paths = result.gl_pathv else { throw reason }
    let names = (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    // A link that leads nowhere matches itself.
    guard names != [argument] else { throw reason }
    return try names.sorted().flatMap(expand)
  }

  /// All files below a folder, sorted; hidden ones are left out.
  private static func files(below folder: String) throws -> [Found] {
    guard access(folder, R_OK | X_OK) == 0 else {
      throw WarraqError.posix(.input, "cannot read folder", folder)
    }
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    return try Files.list(base).filter { !$0.hasPrefix(".") }.flatMap { name -> [Found] in
      var facts = stat()
      let path = base + "/" + name
      guard stat(path, &facts) == 0 else { return [] }
      switch facts.st_mode & S_IFMT {
      case S_IFDIR: return try files(below: path)
      case S_IFREG: return [found(path)]
      default: return []
      }
    }
  }

  private static func found(_ path: String) -> Found {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return Found(name: path, path: absolute)
  }

  /// Copies standard input into the run, so that it can be read again.
  private static func spoolStandardInput(_ run: RunDirectory) throws -> String {
    let path = run.path + "/stdin/input"
    try Files.makeDirectory(Files.directory(of: path))
    let file = open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw WarraqError.posix(.output, "cannot write", path) }
    let output = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 20), !chunk.isEmpty {
      do {
        try output.write(contentsOf: chunk)
      } catch {
        throw WarraqError(.output, "cannot copy standard input to \(path)", cause: error)
      }
    }
    try output.synchronize()
    return path
  }
}
