import Glibc
import WarraqCore
import WarraqReport

extension Coordinator {
  /// Puts the report and the quarantine where people look for them, and sweeps what is not current.
  func publish(
    _ report: TaskManifest, counts: [(shard: Int, manifest: TaskManifest)]
  ) throws {
    try publishReport(report)
    try publishQuarantine(counts)
    history.finish(root: report.root)
  }

  /// Links the report's files into a new directory and puts it in the place of the old one.
  private func publishReport(_ report: TaskManifest) throws {
    let directory = try StagedDirectory(path: run.reportDirectory)
    for name in report.outputs.keys.sorted() {
      let target = directory.staging + "/" + String(name.dropFirst(ReportTask.directory.count + 1))
      try Self.link(run.absolute(report.path(of: name)), target)
    }
    try directory.publish()
  }

  private func publishQuarantine(_ counts: [(shard: Int, manifest: TaskManifest)]) throws {
    let directory = Files.directory(of: run.quarantineFile(0))
    try Files.makeDirectory(directory)
    var current: Set<String> = []
    for (shard, manifest) in counts where manifest.outputs[QuarantineEntry.fileName] != nil {
      let path = run.quarantineFile(shard)
      current.insert(path)
      Files.remove(path)
      try Self.link(run.absolute(manifest.path(of: QuarantineEntry.fileName)), path)
    }
    for name in Files.list(directory) where !current.contains(directory + "/" + name) {
      Files.remove(directory + "/" + name)
    }
  }

  private static func link(_ source: String, _ target: String) throws {
    guard Glibc.link(source, target) == 0 else {
      throw WarraqError.posix(.output, "cannot publish", target)
    }
  }
}
