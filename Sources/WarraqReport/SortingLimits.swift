import WarraqCore
import WarraqTables

/// What sorting the rows of a report may take.
struct SortingLimits {
  /// About how many bytes are held at once; the rest waits in `scratch`.
  let memory: Int
  let threads: Int
  let scratch: String

  /// Shares that rows are sorted in at the same time. Each thread has a sorter for each share, and little ones
  /// spill little runs: no more than four.
  var shares: Int { min(4, max(1, threads)) }

  /// One of so many sorters that divide the memory.
  func makeSorter(of count: Int = 1) -> RowSorter {
    RowSorter(order: .key, memory: memory / count, scratch: scratch)
  }

  /// What each of so many threads puts rows into.
  func makeGroupedSorters(_ threads: Int) -> [GroupedSorter] {
    (0..<threads).map { _ in
      GroupedSorter((0..<shares).map { _ in makeSorter(of: threads * shares) })
    }
  }
}
