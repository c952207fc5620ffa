import Foundation
import Testing
import WarraqCore
import WarraqStages
import WarraqTestKit

@testable import WarraqRun

@Suite struct StageFileTests {
  private let directory: TemporaryDirectory
  private let path: String

  init() throws {
    directory = try TemporaryDirectory()
    path = try directory.write("one\n", to: "stop.txt")
  }

  @Test func `a file that is as it was passes, also when it was only touched`() throws {
    let file = try StageFile(path, of: "terms")
    try file.check()
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSince1970: 1)], ofItemAtPath: path)
    try file.check()
  }

  @Test(arguments: ["two\n", nil]) func `a file that changed or is gone is named with its stage`(
    text: String?
  ) throws {
    let file = try StageFile(path, of: "terms")
    try FileManager.default.removeItem(atPath: path)
    if let text { try directory.write(text, to: "stop.txt") }
    let error = #expect(throws: WarraqError.self) { try file.check() }
    #expect(error?.code == .input)
    for word in [path, "terms", "Run the same command again"] {
      #expect(error?.message.contains(word) == true)
    }
  }

  /// Merge, report and map tasks alike: the check stands before all work.
  @Test(arguments: [
    TaskOrder.Work.merge(MergeWork(partition: 0, upstream: "none")),
    .report(ReportWork(upstream: "none")),
  ])
  func `a task does not begin with a file that is not the one of its key`(
    work: TaskOrder.Work
  ) throws {
    let run = RunDirectory(directory.file("run"))
    let library = StageLibrary(
      descriptors: StageRegistry.all, unicode: "1", icu: "1",
      makeAnalyzer: { StageRegistry.analyzer(needs: $0) })
    let task = TaskID(phase: PhaseName.merge, index: 0)
    let yaml = "name: x\nstages:\n  - terms: { stopWords: [\(path)] }\n"
    let job = try Job.parse(yaml: yaml, path: run.jobFile, registry: library.descriptors)
    let parts = try StagePlan(job, library: library).parts(of: work, format: job.input)
    let order = TaskOrder(
      task: task, key: Digest(of: "key"), generation: 1, parts: parts, reason: "",
      memory: 1 << 20, lanes: 1, versions: library.versions,
      files: [try StageFile(path, of: "terms")], work: work)
    try directory.write(yaml, to: "run/job.yml")
    try directory.write(try StableJSON.encode(order), to: "run/tasks/\(task.name)/order.json")

    try directory.write("other\n", to: "stop.txt")
    let error = #expect(throws: WarraqError.self) {
      try TaskRunner(run: run, library: library).perform(task)
    }
    #expect(error?.code == .input && error?.message.contains(path) == true)
    // With the file of the key it gets as far as the work, which there is none of here.
    try directory.write("one\n", to: "stop.txt")
    let next = #expect(throws: WarraqError.self) {
      try TaskRunner(run: run, library: library).perform(task)
    }
    #expect(next?.code == .state)
  }
}
