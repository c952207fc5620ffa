import WarraqCore
import WarraqReport
import WarraqTables

/// Renders the report from the merged tables and the evidence of corpus stages.
struct ReportTask {
  static let directory = "report"

  let work: ReportWork
  let plan: StagePlan
  let environment: TaskEnvironment

  func run() throws -> TaskResult {
    let upstream = try Upstream.load(work.upstream, in: environment.run)
    guard let facts = upstream.facts else {
      throw WarraqError(.state, "\(work.upstream) holds no facts of the corpus")
    }
    let path = environment.attempt + "/" + Self.directory
    let report = try ReportWriter(
      directory: path, corpus: facts, title: facts.job, memory: environment.memory / 4,
      scratch: environment.scratch)
    // What people come for stands first on the page.
    for (id, statistic) in plan.statistics {
      let files = upstream.tables.map { $0 + "/" + MergeTask.table(id) }
      try statistic.report(table: try merged(files), to: report)
    }
    var reported: Set<String> = []
    for (id, stage) in plan.corpusStages {
      if let name = stage.reportsTogether, !reported.insert(name).inserted { continue }
      let together = plan.corpusStages.filter { other in
        other.id == id
          || stage.reportsTogether != nil
            && other.stage.reportsTogether == stage.reportsTogether
      }
      let files = together.flatMap { upstream.evidence[$0.id] ?? [] }
      try stage.report(
        evidence: try merged(files), with: together.dropFirst().map(\.stage), to: report)
    }
    let root = try report.finish()

    var result = TaskResult()
    for name in Files.list(path) {
      let file = path + "/" + name
      result.outputs[Self.directory + "/" + name] = TaskOutput(
        bytes: Files.size(file) ?? 0, digest: try Digest(ofFile: file), sections: nil)
    }
    result.root = root
    return result
  }

  private func merged(_ files: [String]) throws -> RowMerger {
    let sources = try files.enumerated().map { position, path in
      (position, try RowFile(path: environment.run.absolute(path)).section(0))
    }
    return RowMerger(sources, order: .key)
  }
}
