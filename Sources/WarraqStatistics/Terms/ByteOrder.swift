import Glibc

extension UnsafeRawBufferPointer {
  /// Whether these bytes come before others.
  @inline(__always) func precedes(_ other: UnsafeRawBufferPointer) -> Bool {
    guard let a = baseAddress, let b = other.baseAddress else { return count < other.count }
    let order = memcmp(a, b, Swift.min(count, other.count))
    return order != 0 ? order < 0 : count < other.count
  }

  /// Whether these bytes are the same as others.
  @inline(__always) package func isEqual(to other: UnsafeRawBufferPointer) -> Bool {
    guard count == other.count else { return false }
    guard let a = baseAddress, let b = other.baseAddress else { return true }
    return memcmp(a, b, count) == 0
  }
}
