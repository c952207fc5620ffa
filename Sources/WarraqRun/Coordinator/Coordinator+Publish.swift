internal import Glibc
internal import WarraqCore

extension Coordinator {
  /// Puts the report and the quarantine where people look for them, and sweeps what is not current.
  func publish(
    _ report: TaskManifest, counts: [(shard: Int, manifest: TaskManifest)]
  ) throws {
    try publishReport(report)
    try publishQuarantine(counts)
    history.finish(root: report.root)
  }

  /// Links the report's files into a new directory and swaps it with the old one.
  private func publishReport(_ report: TaskManifest) throws {
    let new = run.path + "/report.new"
    Files.remove(new)
    try Files.makeDirectory(new)
    for name in report.outputs.keys.sorted() {
      let target = new + "/" + String(name.dropFirst(ReportTask.directory.count + 1))
      try Self.link(run.absolute(report.path(of: name)), target)
    }
    try Files.sync(new)
    let final = run.reportDirectory
    if rename(new, final) != 0 {
      // A directory cannot be renamed onto one that is not empty: exchange the two.
      guard renameat2(AT_FDCWD, new, AT_FDCWD, final, Self.exchange) == 0 else {
        throw WarraqError.posix(.output, "cannot publish", final)
      }
      Files.remove(new)
    }
    try Files.syncDirectory(of: final)
  }

  /// RENAME_EXCHANGE of renameat2(2), a macro that Swift does not import.
  private static let exchange: UInt32 = 1 << 1

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
