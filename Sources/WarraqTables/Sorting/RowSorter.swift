import Glibc
public import WarraqCore

/// Collects the rows of one lane and sorts them; beyond its memory it spills sorted runs.
///
/// Used by one thread at a time. ``writeRows(_:combiner:to:)`` merges the sorters of all lanes.
public final class RowSorter: RowSink {
  /// How rows are ordered.
  public enum Order: Equatable, Sendable {
    /// By ``KeyHash`` of the key, then key bytes, then value bytes, in a section per partition.
    case hash(partitions: Int)
    /// By key bytes, then value bytes, in one section.
    case key

    /// The number of sections.
    public var partitions: Int { if case .hash(let count) = self { count } else { 1 } }

    var isHash: Bool { if case .hash = self { true } else { false } }
  }

  /// The order that the rows are brought into.
  public let order: Order
  private let memory: Int
  private let scratch: String
  private let arena = RowArena()
  private var entries: UnsafeMutablePointer<RowEntry>
  private var capacity = 1 << 10
  private var count = 0
  private var isSorted = true
  private(set) var spills: [RowFile] = []

  /// Makes an empty sorter that holds about `memory` bytes and spills to files in the directory
  /// `scratch`.
  public init(order: Order, memory: Int, scratch: String) {
    precondition(order.partitions > 0, "a sorter needs at least one partition")
    self.order = order
    self.memory = memory
    self.scratch = scratch
    entries = .allocate(capacity: capacity)
  }

  deinit { entries.deallocate() }

  /// Takes a row. Throws a ``WarraqError`` of code `output` when a spill cannot be written.
  public func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws {
    let rank: UInt64
    if order.isHash {
      rank = KeyHash.hash(key)
    } else {
      rank = key.baseAddress.map { RowBytes.prefix($0, key.count) } ?? 0
    }
    if count == capacity { grow() }
    (entries + count).initialize(to: RowEntry(rank: rank, row: arena.add(key: key, value: value)))
    count += 1
    isSorted = false
    // Each entry twice: sorting needs as much again.
    if arena.bytes + 2 * MemoryLayout<RowEntry>.stride * count > memory, count > 1 { try spill() }
  }

  /// The rows in memory, in order.
  func sortedEntries() -> UnsafeBufferPointer<RowEntry> {
    if !isSorted {
      let spare = UnsafeMutablePointer<RowEntry>.allocate(capacity: count)
      RowEntrySort.sort(entries, spare, count: count, uniform: order.isHash)
      spare.deallocate()
      isSorted = true
    }
    return UnsafeBufferPointer(start: entries, count: count)
  }

  /// The rows in memory that belong to a partition, in order.
  func sortedEntries(ofPartition partition: Int) -> UnsafeBufferPointer<RowEntry> {
    let all = sortedEntries()
    guard order.isHash else { return all }
    let start = firstIndex(atOrAfter: partition, in: all)
    let end = firstIndex(atOrAfter: partition + 1, in: all)
    return UnsafeBufferPointer(rebasing: all[start..<end])
  }

  private func firstIndex(atOrAfter partition: Int, in all: UnsafeBufferPointer<RowEntry>) -> Int {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      let found = KeyHash.partition(of: all[middle].rank, count: order.partitions)
      if found < partition { low = middle + 1 } else { high = middle }
    }
    return low
  }

  private func grow() {
    let larger = UnsafeMutablePointer<RowEntry>.allocate(capacity: capacity * 2)
    larger.moveInitialize(from: entries, count: count)
    entries.deallocate()
    entries = larger
    capacity *= 2
  }

  /// Writes what is in memory to a file of its own. The file's name is removed at once: its space
  /// is free again as soon as the sorter goes, whatever becomes of the process.
  private func spill() throws {
    var template = Array((scratch + "/rows-XXXXXX").utf8CString)
    let descriptor = mkstemp(&template)
    guard descriptor >= 0 else {
      throw WarraqError(
        .output, "cannot create a file in \(scratch): \(String(cString: strerror(errno))).")
    }
    close(descriptor)
    let path = template.withUnsafeBufferPointer { buffer in
      buffer.baseAddress.map { String(cString: $0) } ?? ""
    }
    defer { unlink(path) }
    let writer = try RowFileWriter(creating: path)
    for partition in 0..<order.partitions {
      var cursor = RowCursor(entries: sortedEntries(ofPartition: partition))
      while let row = cursor, !row.isAtEnd {
        try writer.append(encoded: row.encoded)
        cursor?.advance()
      }
      writer.endSection()
    }
    _ = try writer.finish(syncing: false)
    spills.append(try RowFile(path: path))
    arena.removeAll()
    count = 0
    isSorted = true
  }
}
