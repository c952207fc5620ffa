import Glibc
import WarraqCodecs
import WarraqCore
import Yams

/// Turns the nodes of a job file into a job and collects everything that is wrong on the way.
struct JobReader {
  static let keys = ["name", "input", "stages", "directory", "cluster"]

  let path: String
  let registry: [StageDescriptor]
  var problems: [JobProblem] = []
  /// See ``JobDocument/masked``.
  var masked: [String: String] = [:]
  /// Where relative paths in options start.
  var directory = "/"

  init(path: String, registry: [StageDescriptor]) {
    self.path = path
    self.registry = registry
  }

  /// The job as far as it could be read: of use only where ``problems`` stays empty.
  mutating func job(from yaml: String) -> Job? {
    let document = JobDocument(yaml)
    masked = document.masked
    if let failure = document.failure {
      report(failure.position, failure.message)
      return nil
    }
    guard let root = document.root, !root.isNull else {
      report(.top, "the job file is empty: it needs a name and stages")
      return nil
    }
    guard let entries = entries(of: root, as: "a job", known: Self.keys) else { return nil }
    directory = directory(entries["directory"])
    let name = name(entries["name"], in: root)
    let input = entries["input"].map { inputSettings($0.value) } ?? InputFormat()
    let stages = stages(entries["stages"], in: root)
    let cluster = entries["cluster"].map { clusterSettings($0.value) } ?? ClusterSpec()
    return Job(
      name: name, input: input, stages: stages, directory: directory, cluster: cluster)
  }

  private mutating func name(_ entry: Entry?, in root: Node) -> String {
    guard let entry else {
      report(root, "the job needs a name, for example \"name: news-frequency\"")
      return ""
    }
    return string(entry.value, for: "name") ?? ""
  }

  /// The directory of the job file, or what the file says, made absolute.
  private mutating func directory(_ entry: Entry?) -> String {
    let cut = path.lastIndex(of: "/").map { String(path[..<$0]) + "/" } ?? ""
    let given = entry.flatMap { string($0.value, for: "directory") } ?? ""
    let working = getcwd(nil, 0).map { buffer in
      defer { free(buffer) }
      return String(cString: buffer)
    }
    var joined = given.hasPrefix("/") ? given : cut + given
    if !joined.hasPrefix("/") { joined = (working ?? "") + "/" + joined }
    let parts = joined.split(separator: "/").filter { $0 != "." }
    return "/" + parts.joined(separator: "/")
  }

  mutating func report(_ position: JobPosition, _ message: String) {
    problems.append(
      JobProblem(path: path, line: position.line, column: position.column, message: message))
  }

  mutating func report(_ node: Node, _ message: String) {
    report(JobPosition(node.mark), message)
  }
}
