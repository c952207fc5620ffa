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
      directory: path, corpus: facts, title: facts.job, memory: environment.memory,
      threads: environment.lanes, scratch: environment.scratch)
    // What people come for stands first on the page.
    try report.write(statistics(upstream) + corpusStages(upstream))
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

  /// What each statistic has to say.
  private func statistics(_ upstream: Upstream) -> [ReportPart] {
    plan.statistics.map { id, statistic in
      let files = absolute(upstream.tables.map { $0 + "/" + MergeTask.table(id) })
      return { try statistic.report(table: try Self.merged(files), to: $0) }
    }
  }

  /// What each corpus stage has to say, or several together.
  private func corpusStages(_ upstream: Upstream) -> [ReportPart] {
    var reported: Set<String> = []
    return plan.corpusStages.compactMap { id, stage -> ReportPart? in
      if let name = stage.reportsTogether, !reported.insert(name).inserted { return nil }
      let together = plan.corpusStages.filter { other in
        other.id == id
          || stage.reportsTogether != nil
            && other.stage.reportsTogether == stage.reportsTogether
      }
      let files = absolute(together.flatMap { upstream.evidence[$0.id] ?? [] })
      let others = together.dropFirst().map(\.stage)
      return { try stage.report(evidence: try Self.merged(files), with: others, to: $0) }
    }
  }

  private func absolute(_ files: [String]) -> [String] {
    files.map { environment.run.absolute($0) }
  }

  private static func merged(_ files: [String]) throws -> RowMerger {
    let sources = try files.enumerated().map { position, path in
      (position, try RowFile(path: path).section(0))
    }
    return RowMerger(sources, order: .key)
  }
}
