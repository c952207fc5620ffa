import Foundation
import WarraqTestKit

/// When the files of each task of a run were written: what changed between two looks was run again.
struct TaskStamps {
  /// Modification dates by phase, task and file.
  private let stamps: [String: [String: [String: Date]]]

  init(run: String = "run", in workspace: Workspace) {
    var stamps: [String: [String: [String: Date]]] = [:]
    for phase in workspace.directory.list(run + "/tasks") {
      for task in workspace.directory.list("\(run)/tasks/\(phase)") {
        let folder = "\(run)/tasks/\(phase)/\(task)"
        for file in workspace.directory.list(folder) {
          let path = workspace.directory.file(folder + "/" + file)
          let attributes = try? FileManager.default.attributesOfItem(atPath: path)
          stamps[phase, default: [:]][task, default: [:]][file] =
            attributes?[.modificationDate] as? Date
        }
      }
    }
    self.stamps = stamps
  }

  /// The phases of the run, sorted.
  var phases: [String] { stamps.keys.sorted() }

  /// The tasks of a phase, sorted.
  func tasks(of phase: String) -> [String] { (stamps[phase] ?? [:]).keys.sorted() }

  /// The tasks of a phase that ran since an earlier look, sorted.
  func run(_ phase: String, since earlier: TaskStamps) -> [String] {
    (stamps[phase] ?? [:]).filter { task, files in earlier.stamps[phase]?[task] != files }
      .keys.sorted()
  }

  /// The phases of which a task ran since an earlier look, sorted.
  func phasesRun(since earlier: TaskStamps) -> [String] {
    phases.filter { !run($0, since: earlier).isEmpty }
  }
}
