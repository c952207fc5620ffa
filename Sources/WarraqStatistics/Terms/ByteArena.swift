/// Byte strings one behind the other, named by offset.
struct ByteArena {
  private var base: UnsafeMutableRawPointer
  private var capacity: Int
  /// The bytes in use.
  private(set) var count = 0

  init() {
    capacity = 1 << 12
    base = .allocate(byteCount: capacity, alignment: 16)
  }

  /// To be called once, by the owner.
  func deallocate() { base.deallocate() }

  /// Copies bytes in and returns their offset.
  mutating func add(_ bytes: UnsafeRawBufferPointer) -> Int {
    reserve(bytes.count)
    let offset = count
    if let source = bytes.baseAddress {
      (base + offset).copyMemory(from: source, byteCount: bytes.count)
    }
    count += bytes.count
    return offset
  }

  /// Copies bytes in behind their length, for ``string(at:)``.
  mutating func addString(_ bytes: UnsafeRawBufferPointer) -> Int {
    let offset = withUnsafeBytes(of: UInt32(bytes.count)) { add($0) }
    _ = add(bytes)
    return offset
  }

  /// Puts a string in the place of another one that is at least as long.
  func replaceString(at offset: Int, with bytes: UnsafeRawBufferPointer) {
    withUnsafeBytes(of: UInt32(bytes.count)) {
      (base + offset).copyMemory(from: $0.baseAddress ?? UnsafeRawPointer(base), byteCount: 4)
    }
    if let source = bytes.baseAddress {
      (base + offset + 4).copyMemory(from: source, byteCount: bytes.count)
    }
  }

  /// The string that ``addString(_:)`` put at an offset. Valid until something is added.
  func string(at offset: Int) -> UnsafeRawBufferPointer {
    let length = (base + offset).loadUnaligned(as: UInt32.self)
    return UnsafeRawBufferPointer(start: base + offset + 4, count: Int(length))
  }

  @inline(__always) func pointer(at offset: Int) -> UnsafeRawPointer {
    UnsafeRawPointer(base + offset)
  }

  mutating func removeAll() { count = 0 }

  private mutating func reserve(_ more: Int) {
    guard count + more > capacity else { return }
    let larger = max(capacity * 2, count + more)
    let moved = UnsafeMutableRawPointer.allocate(byteCount: larger, alignment: 16)
    moved.copyMemory(from: base, byteCount: count)
    base.deallocate()
    (base, capacity) = (moved, larger)
  }
}
