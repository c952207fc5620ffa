import Glibc
public import WarraqCodecs
public import WarraqCore

/// What a run does: how to read the corpus, and which stages its documents pass, in order.
///
/// A job is what a job file says with every default filled in, so two files that mean the same give
/// equal jobs. ``resolvedYAML`` writes it back, ``parse(yaml:path:registry:)`` reads it.
public struct Job: Codable, Equatable, Sendable {
  /// A name for people, shown in the report.
  public var name: String
  public var input: InputFormat
  public var stages: [StageSpec]
  /// The absolute directory where relative paths in options start: that of the job file, unless the
  /// file says otherwise. Decides nothing by itself, so it belongs in no task's key.
  public var directory: String
  /// Where it runs. Decides nothing about the report, so it belongs in no task's key either.
  public var cluster: ClusterSpec

  public init(
    name: String, input: InputFormat, stages: [StageSpec], directory: String,
    cluster: ClusterSpec = ClusterSpec()
  ) {
    self.name = name
    self.input = input
    self.stages = stages
    self.directory = directory
    self.cluster = cluster
  }

  /// Reads the text of a job file. `path` stands in messages and gives ``directory``.
  ///
  /// Throws a `usage` error whose message holds one line for each problem,
  /// `path:line:column: what is wrong`.
  public static func parse(
    yaml: String, path: String, registry: [StageDescriptor]
  ) throws -> Job {
    let check = check(yaml: yaml, path: path, registry: registry)
    guard let job = check.job else {
      throw WarraqError(.usage, check.problems.map(\.description).joined(separator: "\n"))
    }
    return job
  }

  /// Reads a job file. Throws a `usage` error where it cannot be read or has problems.
  public static func read(path: String, registry: [StageDescriptor]) throws -> Job {
    try parse(yaml: text(ofFile: path), path: path, registry: registry)
  }

  /// Reads the text of a job file and says all that is wrong with it.
  public static func check(yaml: String, path: String, registry: [StageDescriptor]) -> JobCheck {
    var reader = JobReader(path: path, registry: registry)
    let job = reader.job(from: yaml)
    // Checks run by kind of problem; people read a file from the top.
    let problems = reader.problems.sorted { ($0.line, $0.column) < ($1.line, $1.column) }
    return JobCheck(job: problems.isEmpty ? job : nil, problems: problems)
  }

  /// The text of a file that should be UTF-8.
  private static func text(ofFile path: String) throws -> String {
    guard let file = fopen(path, "rb") else {
      let reason = String(cString: strerror(errno))
      throw WarraqError(.usage, "cannot read the job file \(path): \(reason)")
    }
    defer { fclose(file) }
    var bytes: [UInt8] = []
    var block = [UInt8](repeating: 0, count: 1 << 16)
    while true {
      let count = fread(&block, 1, block.count, file)
      bytes.append(contentsOf: block[..<count])
      if count < block.count { break }
    }
    if ferror(file) != 0 {
      throw WarraqError(.usage, "cannot read the job file \(path): is it a directory?")
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw WarraqError(.usage, "the job file \(path) is not UTF-8: save it as UTF-8")
    }
    return text
  }
}

/// What checking a job file found.
public struct JobCheck: Sendable {
  /// The job, where there is nothing wrong with it.
  public var job: Job?
  /// Everything that is wrong, in the order of the file.
  public var problems: [JobProblem]
}
