import CWarraqIntrinsics

/// Some rows as they are added up: see ``ScoreRows``.
final class RowBuffer {
  /// Numbers of 16 bits in a row: the labels, then the units.
  static let width = Int(WARRAQ_SUM)

  /// One row.
  struct Row {
    let start: UnsafeMutablePointer<Int16>

    /// Adds another row.
    @inline(__always) func add(_ other: Row) {
      for lane in 0..<RowBuffer.width { start[lane] &+= other.start[lane] }
    }

    /// Adds what speaks for labels.
    @inline(__always) func add(labels: SIMD16<Int16>) {
      for lane in 0..<LabelSet.limit { start[lane] &+= labels[lane] }
    }

    /// What it adds to hidden units.
    @inline(__always) var units: UnsafeMutablePointer<Int16> { start + LabelSet.limit }
  }

  private let start: UnsafeMutablePointer<Int16>
  private let size: Int

  init(count: Int) {
    size = count * Self.width
    start = .allocate(capacity: size)
    start.initialize(repeating: 0, count: size)
  }

  deinit { start.deallocate() }

  @inline(__always) subscript(number: Int) -> Row {
    Row(start: start + number &* Self.width)
  }

  /// The rows as the kernels read them.
  var packed: [warraq_row] {
    let count = size / Self.width
    return [warraq_row](unsafeUninitializedCapacity: count) { rows, filled in
      guard let rows = rows.baseAddress else { return }
      for number in 0..<count { warraq_pack_row(self[number].start, rows + number) }
      filled = count
    }
  }
}
