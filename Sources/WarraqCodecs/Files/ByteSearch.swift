import Glibc

extension UnsafeRawBufferPointer {
  /// The index of the first `pattern` (not empty) that begins at or after `start`.
  func firstIndex(of pattern: [UInt8], from start: Int) -> Int? {
    guard let base = baseAddress else { return nil }
    var position = start
    while position + pattern.count <= count,
      let hit = memchr(base + position, Int32(pattern[0]), count - position - pattern.count + 1)
    {
      position = base.distance(to: UnsafeRawPointer(hit))
      if self[position..<position + pattern.count].elementsEqual(pattern) { return position }
      position += 1
    }
    return nil
  }
}
