import Foundation
import WarraqCodecs
import WarraqCore

/// Decodes an undividable stream once and writes it as shards that can be read at random. Each piece
/// has a manifest of its own, so that others go to work on it at once, and a lost one can be written
/// again by itself.
struct SplitTask {
  static let spool = "spool.zst"

  let work: SplitWork
  let format: InputFormat
  let order: TaskOrder
  let environment: TaskEnvironment
  let reporter: TaskReporter

  /// The key of a piece: the stream's plan and the piece's number.
  static func key(_ plan: Digest, piece: Int) -> Digest { Digest(of: "piece \(plan) \(piece)") }

  func run() throws -> TaskResult {
    try work.stamp.check(work.input, name: work.inputName)
    let splitter = try StreamSplitter(
      path: work.input, description: work.description, format: format, sizes: work.sizes)
    let present = Set(work.present)
    var directory = ""
    let summary = try splitter.run(
      destination: { piece in
        guard !present.contains(piece) else { return nil }
        directory = attempt(piece)
        try Files.makeDirectory(directory)
        return directory + "/" + Self.spool
      },
      published: { piece in
        environment.progress.add(records: piece.records, bytes: piece.rawBytes)
        guard !present.contains(piece.index) else { return }
        try work.stamp.check(work.input, name: work.inputName)
        try publish(piece, directory)
        reporter.published(piece: piece.index)
      })
    return TaskResult(
      reading: ReadingFacts(
        records: summary.pieces, decodedBytes: summary.rawBytes,
        coveredBytes: summary.coveredDiskBytes, diskBytes: summary.diskBytes))
  }

  private func task(_ piece: Int) -> TaskID {
    TaskID(phase: PhaseName.pieces(work.plan), index: piece)
  }

  private func attempt(_ piece: Int) -> String {
    environment.run.dataDirectory(task(piece)) + "/g\(order.generation)-\(ProcessMark.uniqueName())"
  }

  private func publish(_ piece: SplitPiece, _ directory: String) throws {
    let run = environment.run
    let task = task(piece.index)
    let path = directory + "/" + Self.spool
    let manifest = TaskManifest(
      task: task, key: Self.key(work.plan, piece: piece.index), generation: order.generation,
      parts: ["input": work.plan], reason: order.reason, directory: run.relative(directory),
      outputs: [
        Self.spool: TaskOutput(
          bytes: Files.size(path) ?? 0, digest: try Digest(ofFile: path), sections: nil)
      ],
      piece: piece.slice, seconds: 0, cpuSeconds: 0, host: ProcessInfo.processInfo.hostName)
    try Files.makeDirectory(run.taskDirectory(task))
    try Files.sync(directory)
    let file = run.manifestFile(task, key: manifest.key, generation: manifest.generation)
    if try !Files.publish(file, with: StableJSON.encode(manifest)) { Files.remove(directory) }
  }
}
