import Glibc

extension UnsafeRawBufferPointer {
  /// Whether these bytes come before others.
  package func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let a = baseAddress, let b = other.baseAddress else { return count < other.count }
    let order = memcmp(a, b, Swift.min(count, other.count))
    return order != 0 ? order < 0 : count < other.count
  }

  /// Whether these bytes are the same as others.
  package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let a = baseAddress, let b = other.baseAddress else { return true }
    return memcmp(a, b, count) == 0
  }

  /// Whether the bytes of one range are the same as those of another one.
  package func isEqual(_ a: Range<Int>, _ b: Range<Int>) -> Bool {
    UnsafeRawBufferPointer(rebasing: self[a]).isEqual(
      to: UnsafeRawBufferPointer(rebasing: self[b]))
  }
}
