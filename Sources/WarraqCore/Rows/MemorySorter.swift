/// Sorts rows in memory alone: what a ``StageContext`` offers outside of runs.
public final class MemorySorter: RowSink, RowSource {
  private var rows: [(key: [UInt8], value: [UInt8])] = []

  public init() {}

  public func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) {
    rows.append((Array(key), Array(value)))
  }

  public func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    rows.sort { a, b in
      a.key == b.key
        ? a.value.lexicographicallyPrecedes(b.value) : a.key.lexicographicallyPrecedes(b.key)
    }
    for row in rows {
      try row.key.withUnsafeBytes { key in try row.value.withUnsafeBytes { try body(key, $0) } }
    }
  }
}
