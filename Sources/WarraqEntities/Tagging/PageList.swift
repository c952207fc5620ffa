import WarraqCore

/// A list in pages of the system: it grows where it is as far as addresses are set aside, since memory comes
/// when it is touched, and memory that it has not needed for a while goes back.
final class PageList<Value: BitwiseCopyable> {
  /// The values, one behind the other. They stay where they are until ``reserve(_:)``.
  private(set) var start: UnsafeMutablePointer<Value>
  private(set) var count = 0
  private var capacity: Int
  /// The memory of so many values may be there.
  private var touched = 0

  /// Begins with some values.
  ///
  /// - Parameter reserved: values that addresses are set aside for.
  init(_ values: [Value] = [], reserved: Int) {
    capacity = max(reserved, 2 * values.count)
    start = ZeroPages.allocate(capacity)
    start.update(from: values, count: values.count)
    count = values.count
  }

  deinit { ZeroPages.free(start, capacity) }

  /// Makes room for so many more values.
  @inline(__always) func reserve(_ more: Int) {
    if count + more > capacity { grow(to: max(2 * capacity, count + more)) }
  }

  @inline(never) private func grow(to larger: Int) {
    start = ZeroPages.move(start, capacity, to: larger)
    capacity = larger
  }

  /// Adds a value, which there is room for.
  @inline(__always) func append(_ value: Value) {
    precondition(count < capacity, "no room was made")
    (start + count).initialize(to: value)
    count += 1
  }

  @inline(__always) subscript(index: Int) -> Value {
    get {
      precondition(index < count)
      return start[index]
    }
    _modify {
      precondition(index < count)
      yield &start[index]
    }
  }

  /// Keeps the first `kept` values. The memory of the others stays, as they are likely to be followed by as many;
  /// what earlier ones took beyond it goes back.
  func removeAll(from kept: Int) {
    if touched > count { ZeroPages.giveBack(start, count..<touched) }
    (touched, count) = (count, kept)
  }
}
