/// One row in memory: what it is ordered by first, and where it lies.
struct RowEntry {
  /// The key's hash, or its first eight bytes.
  var rank: UInt64
  /// The encoded row.
  var row: UnsafeRawPointer

  /// The length of the key.
  var keyCount: Int {
    var pointer = row
    return RowBytes.decodeLength(&pointer)
  }

  /// Eight bytes of the key, or what there is of them, as ``RowBytes/prefix(_:_:)`` gives them.
  func keyBytes(from offset: Int) -> UInt64 {
    var pointer = row
    let count = RowBytes.decodeLength(&pointer)
    _ = RowBytes.decodeLength(&pointer)
    return offset < count ? RowBytes.prefix(pointer + offset, count - offset) : 0
  }

  /// Whether this row comes before another one of equal rank: by key bytes, then value bytes.
  func precedesAtEqualRank(_ other: RowEntry) -> Bool {
    var a = row
    var b = other.row
    let (aKey, aValue) = (RowBytes.decodeLength(&a), RowBytes.decodeLength(&a))
    let (bKey, bValue) = (RowBytes.decodeLength(&b), RowBytes.decodeLength(&b))
    let order = RowBytes.compare(a, aKey, b, bKey)
    if order != 0 { return order < 0 }
    return RowBytes.compare(a + aKey, aValue, b + bKey, bValue) < 0
  }

  @inline(__always) func precedes(_ other: RowEntry) -> Bool {
    rank != other.rank ? rank < other.rank : precedesAtEqualRank(other)
  }
}
