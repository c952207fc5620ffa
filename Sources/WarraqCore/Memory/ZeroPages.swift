import Glibc

/// Memory from the system's own pages: zero already, and of no cost until it is touched.
package enum ZeroPages {
  /// Bytes from which memory may lie in large pages.
  package static let hugePage = 1 << 21

  /// Room for `count` values of a trivial type, all of whose bytes are zero. Begins at a page, and so
  /// at a cache line.
  package static func allocate<Value: BitwiseCopyable>(_ count: Int) -> UnsafeMutablePointer<Value>
  {
    let size = count * MemoryLayout<Value>.stride
    let raw = mmap(
      nil, size, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS | MAP_NORESERVE, -1, 0)
    guard let raw, raw != MAP_FAILED else { preconditionFailure("out of memory") }
    // Tables are visited at random: large pages save most faults and address translations.
    if size >= hugePage { madvise(raw, size, MADV_HUGEPAGE) }
    return raw.bindMemory(to: Value.self, capacity: count)
  }

  /// Copies `count` values to room for `new` ones.
  package static func move<Value: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<Value>, _ count: Int, to new: Int
  ) -> UnsafeMutablePointer<Value> {
    let moved: UnsafeMutablePointer<Value> = allocate(new)
    moved.update(from: values, count: count)
    free(values, count)
    return moved
  }

  /// Gives memory back, but not the addresses: it is zero again.
  package static func giveBack<Value: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<Value>, _ count: Int
  ) {
    madvise(values, count * MemoryLayout<Value>.stride, MADV_DONTNEED)
  }

  /// Gives the memory of some of the values back, as far as it is whole large pages.
  package static func giveBack<Value: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<Value>, _ range: Range<Int>
  ) {
    let first = UnsafeMutableRawPointer(values + range.lowerBound).alignedUp(toMultipleOf: hugePage)
    let end = UnsafeMutableRawPointer(values + range.upperBound).alignedDown(toMultipleOf: hugePage)
    if first < end { madvise(first, end - first, MADV_DONTNEED) }
  }

  /// Frees what ``allocate(_:)`` gave for `count` values.
  package static func free<Value: BitwiseCopyable>(
    _ values: UnsafeMutablePointer<Value>, _ count: Int
  ) {
    munmap(values, count * MemoryLayout<Value>.stride)
  }
}
