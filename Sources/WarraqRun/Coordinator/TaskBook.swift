import WarraqCore

/// The manifests of a run as they stand on disk.
struct TaskBook {
  let run: RunDirectory
  /// Hash outputs instead of comparing sizes.
  let verify: Bool

  /// The current manifest of a task with a key: that of the highest generation whose outputs are all
  /// there.
  func current(_ task: TaskID, key: Digest) throws -> TaskManifest? {
    for generation in generations(of: task, key: key) {
      let path = run.manifestFile(task, key: key, generation: generation)
      // A manifest that cannot be read is none: the task is run again, in a generation of its own.
      if let manifest = try? StableJSON.load(TaskManifest.self, from: path), isWhole(manifest) {
        return manifest
      }
    }
    return nil
  }

  /// The manifest of the task that was published last, whatever its key: what a changed key is
  /// compared with.
  func latest(_ task: TaskID) throws -> TaskManifest? {
    func generation(_ name: String) -> Int {
      Int(name.dropFirst().prefix { $0 != "-" }) ?? 0
    }
    let names = manifestNames(task)
    guard let name = names.max(by: { generation($0) < generation($1) }) else { return nil }
    return try? StableJSON.load(TaskManifest.self, from: run.taskDirectory(task) + "/" + name)
  }

  /// The generation that a new attempt should have.
  func nextGeneration(of task: TaskID, key: Digest) -> Int {
    (generations(of: task, key: key).first ?? 0) + 1
  }

  /// Generations published for a key, the highest first.
  private func generations(of task: TaskID, key: Digest) -> [Int] {
    let suffix = "-\(key.hex.prefix(16)).json"
    return manifestNames(task)
      .compactMap { $0.hasSuffix(suffix) ? Int($0.dropFirst().dropLast(suffix.count)) : nil }
      .sorted(by: >)
  }

  private func manifestNames(_ task: TaskID) -> [String] {
    Files.list(run.taskDirectory(task)).filter { $0.hasPrefix("g") && $0.hasSuffix(".json") }
  }

  private func isWhole(_ manifest: TaskManifest) -> Bool {
    manifest.outputs.allSatisfy { name, output in
      let path = run.absolute(manifest.path(of: name))
      guard Files.size(path) == output.bytes else { return false }
      return !verify || OutputCheck.matches(path, output)
    }
  }

  /// Removes what no manifest of the task names: attempts that were killed.
  func sweepAttempts(of task: TaskID) {
    let kept = manifestNames(task).compactMap { name in
      let path = run.taskDirectory(task) + "/" + name
      let manifest = try? StableJSON.load(TaskManifest.self, from: path)
      return (manifest ?? nil)?.directory
    }
    removeAttempts(of: task, but: kept)
  }

  private func removeAttempts(of task: TaskID, but kept: [String]) {
    let directory = run.dataDirectory(task)
    for name in Files.list(directory) where name.hasPrefix("g") {
      let attempt = directory + "/" + name
      if !kept.contains(run.relative(attempt)) { Files.remove(attempt) }
    }
  }

  /// Removes every manifest and output of a task but the given one.
  func sweep(_ task: TaskID, keeping manifest: TaskManifest) {
    let kept = run.manifestFile(task, key: manifest.key, generation: manifest.generation)
    for name in manifestNames(task) {
      let path = run.taskDirectory(task) + "/" + name
      if path != kept { Files.remove(path) }
    }
    // No manifest is read: a run may have hundreds of thousands of tasks.
    removeAttempts(of: task, but: [manifest.directory])
  }
}
