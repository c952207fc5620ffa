/// A table by numbers that mostly holds none of those it is asked for: a filter turns them away.
struct SparseTable<Value: Sendable>: Sendable {
  private var filter = BitFilter(count: 1)
  private var values: [UInt64: Value] = [:]

  subscript(key: UInt64) -> Value? {
    get { filter.test(key, in: 0) == 0 ? nil : values[key] }
    set {
      filter.insert(key, in: 0)
      values[key] = newValue
    }
  }
}
