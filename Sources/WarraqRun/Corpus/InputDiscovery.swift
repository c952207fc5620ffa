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
    guard arguments.count(where: { $0 == "-" }) < 2 else {
      throw WarraqError(.usage, "standard input can be read once: write - once")
    }
    var found: [Found] = []
    for argument in arguments {
      if argument == "-" {
        if !run.isReadOnly { try spoolStandardInput(run) }
        found.append(Found(name: "-", path: spool))
        continue
      }
      // The run itself is no input, though it may lie in a folder that is.
      var visited = Set([FileIdentity(run.path)].compactMap { $0 })
      let matches = try expand(argument, &visited)
      if matches.isEmpty {
        throw WarraqError(.usage, "there is no file in \(argument)", input: argument)
      }
      found += matches
    }
    return found
  }

  /// Where standard input is kept, relative to the run.
  private static let spool = "stdin/input"

  /// Device and inode.
  private struct FileIdentity: Hashable {
    var device: UInt
    var node: UInt

    init?(_ path: String) {
      var facts = stat()
      guard stat(path, &facts) == 0 else { return nil }
      device = UInt(facts.st_dev)
      node = UInt(facts.st_ino)
    }
  }

  private static func expand(
    _ argument: String, _ visited: inout Set<FileIdentity>
  ) throws -> [Found] {
    var facts = stat()
    if stat(argument, &facts) == 0 {
      guard facts.st_mode & S_IFMT == S_IFDIR else { return [found(argument)] }
      return try files(below: argument, &visited)
    }
    let reason = WarraqError.posix(.usage, "cannot read input", argument)
    var result = glob_t()
    defer { globfree(&result) }
    guard glob(argument, 0, nil, &result) == 0, let paths = result.gl_pathv else { throw reason }
    let names = (0..<Int(result.gl_pathc)).compactMap { paths[$0].map { String(cString: $0) } }
    // A link that leads nowhere matches itself.
    guard names != [argument] else { throw reason }
    var matches: [Found] = []
    for name in names.sorted() { matches += try expand(name, &visited) }
    return matches
  }

  /// All files below a folder, sorted; hidden ones are left out. A folder is entered once, whatever
  /// links lead to it.
  private static func files(
    below folder: String, _ visited: inout Set<FileIdentity>
  ) throws -> [Found] {
    guard let identity = FileIdentity(folder), visited.insert(identity).inserted else { return [] }
    guard access(folder, R_OK | X_OK) == 0 else {
      throw WarraqError.posix(.input, "cannot read folder", folder)
    }
    let base = folder.hasSuffix("/") ? String(folder.dropLast()) : folder
    var result: [Found] = []
    for name in Files.list(base) where !name.hasPrefix(".") {
      var facts = stat()
      let path = base + "/" + name
      let isThere = stat(path, &facts) == 0
      switch facts.st_mode & S_IFMT {
      case S_IFDIR where isThere: result += try files(below: path, &visited)
      case S_IFREG where isThere: result.append(found(path))
      // What cannot be looked at is not passed over: it becomes a hole of the report.
      default: if !isThere { result.append(found(path)) }
      }
    }
    return result
  }

  private static func found(_ path: String) -> Found {
    let absolute =
      path.hasPrefix("/") ? path : FileManager.default.currentDirectoryPath + "/" + path
    return Found(name: path, path: absolute)
  }

  /// Copies standard input into the run, so that it can be read again. What an earlier command kept
  /// stays when there is nothing to read.
  private static func spoolStandardInput(_ run: RunDirectory) throws {
    let path = run.absolute(spool)
    let temporary = path + ".new"
    try Files.makeDirectory(Files.directory(of: path))
    let file = open(temporary, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0o666)
    guard file >= 0 else { throw WarraqError.posix(.output, "cannot write", temporary) }
    let output = FileHandle(fileDescriptor: file, closeOnDealloc: true)
    while let chunk = try FileHandle.standardInput.read(upToCount: 1 << 20), !chunk.isEmpty {
      do {
        try output.write(contentsOf: chunk)
      } catch {
        throw WarraqError(.output, "cannot copy standard input to \(temporary)", cause: error)
      }
    }
    try output.synchronize()
    if Files.exists(path), Files.size(temporary) == 0 { return Files.remove(temporary) }
    guard rename(temporary, path) == 0 else {
      throw WarraqError.posix(.output, "cannot write", path)
    }
  }
}
