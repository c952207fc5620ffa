import WarraqCore
import WarraqTables

/// Merges one partition of the partials of every statistic into its part of the table, in report
/// order.
struct MergeTask {
  let work: MergeWork
  let plan: StagePlan
  let environment: TaskEnvironment

  static func table(_ id: String) -> String { id + ".table" }

  func run() throws -> TaskResult {
    let upstream = try Upstream.load(work.upstream, in: environment.run)
    var result = TaskResult()
    for (id, statistic) in plan.statistics {
      let sources = try upstream.open(id + ".rows", section: work.partition, in: environment.run)
      let table = RowSorter(
        order: .key, memory: environment.memory / 2, scratch: environment.scratch)
      try RowMerger(sources, order: .hash(partitions: 1))
        .combine(with: statistic.makeCombiner()) { key, value in
          try statistic.tabulate(key: key, value: value, to: table)
        }
      let name = Self.table(id)
      result.outputs[name] = TaskOutput(
        try writeRows([table], combiner: nil, to: environment.attempt + "/" + name))
      environment.progress.add(records: 1, bytes: 0)
    }
    return result
  }
}
