/// The last bytes of a stream, in a ring.
struct RecentBytes: ~Copyable {
  private let ring: UnsafeMutableRawBufferPointer
  /// Bytes that were added, those that are overwritten included.
  private var count = 0

  /// Memory is taken when bytes come.
  init(capacity: Int) {
    ring = UnsafeMutableRawBufferPointer.allocate(byteCount: capacity, alignment: 64)
  }

  deinit { ring.deallocate() }

  /// Adds bytes; of more than there is room for, the last ones.
  mutating func append(_ bytes: UnsafeRawBufferPointer) {
    let bytes = UnsafeRawBufferPointer(rebasing: bytes.suffix(ring.count))
    let place = count % ring.count
    let first = min(bytes.count, ring.count - place)
    UnsafeMutableRawBufferPointer(rebasing: ring[place...])
      .copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[..<first]))
    ring.copyMemory(from: UnsafeRawBufferPointer(rebasing: bytes[first...]))
    count += bytes.count
  }

  mutating func removeAll() { count = 0 }

  /// Appends so many bytes, behind which `later` ones were added, to `output`. Returns whether they are
  /// there still.
  func append(_ wanted: Int, endingBefore later: Int, to output: inout [UInt8]) -> Bool {
    guard wanted + later <= min(count, ring.count) else { return false }
    let place = (count - later - wanted) % ring.count
    let first = min(wanted, ring.count - place)
    output += ring[place..<place + first]
    output += ring[..<(wanted - first)]
    return true
  }
}
