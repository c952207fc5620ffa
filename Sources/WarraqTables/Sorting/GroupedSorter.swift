import WarraqCore

/// A sorter for each share of the rows: those of one group go to one.
package final class GroupedSorter: GroupedRowSink {
  package let sorters: [RowSorter]

  package init(_ sorters: [RowSorter]) { self.sorters = sorters }

  package func emit(
    of group: UInt64, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer
  ) throws {
    try sorters[KeyHash.partition(of: group, count: sorters.count)].emit(key: key, value: value)
  }
}
