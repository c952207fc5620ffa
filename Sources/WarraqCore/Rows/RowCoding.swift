/// Builds the bytes of a key or a value, reusing one buffer.
public struct RowEncoder: Sendable {
  public var bytes: [UInt8] = []

  public init() {}

  public mutating func removeAll() { bytes.removeAll(keepingCapacity: true) }

  /// A number in 1 to 10 bytes, small ones short (LEB128).
  @inlinable public mutating func varint(_ value: Int) {
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      bytes.append(UInt8(truncatingIfNeeded: rest) | 0x80)
      rest >>= 7
    }
    bytes.append(UInt8(truncatingIfNeeded: rest))
  }

  /// Eight bytes, big end first: sorts by bytes as the numbers do.
  @inlinable public mutating func fixed(_ value: UInt64) {
    Self.withFixed(value) { bytes.append(contentsOf: $0) }
  }

  /// Calls `body` with the bytes of ``fixed(_:)``: a key that is one number needs no encoder.
  @inlinable public static func withFixed<Result>(
    _ value: UInt64, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try withUnsafeBytes(of: value.bigEndian, body)
  }

  /// A document's ordinal or a shard's position: eight bytes that sort as numbers do.
  @inlinable public mutating func ordinal(_ value: Int) { fixed(UInt64(value)) }

  /// Bytes as they are, to the end of the row.
  @inlinable public mutating func raw(_ other: some Sequence<UInt8>) {
    bytes.append(contentsOf: other)
  }

  /// A length and the bytes.
  @inlinable public mutating func string(_ other: some Collection<UInt8>) {
    varint(other.count)
    bytes.append(contentsOf: other)
  }
}

/// Reads what ``RowEncoder`` wrote, in the same order. A row that ends early traps: rows are
/// checked against their checksums before they are read.
public struct RowDecoder {
  public let bytes: UnsafeRawBufferPointer
  @usableFromInline var offset = 0

  @inlinable public init(_ bytes: UnsafeRawBufferPointer) { self.bytes = bytes }

  /// How many bytes have been read.
  public var position: Int { offset }

  public var isAtEnd: Bool { offset == bytes.count }

  @inlinable public mutating func byte() -> UInt8 {
    defer { offset += 1 }
    return bytes[offset]
  }

  @inlinable public mutating func varint() -> Int {
    let first = byte()
    if first < 0x80 { return Int(first) }
    var value = UInt64(first & 0x7F)
    var shift: UInt64 = 7
    while true {
      let next = byte()
      value |= UInt64(next & 0x7F) << shift
      if next < 0x80 { return Int(Int64(bitPattern: value)) }
      shift += 7
    }
  }

  @inlinable public mutating func fixed() -> UInt64 {
    precondition(offset + 8 <= bytes.count, "the row ends early")
    defer { offset += 8 }
    return UInt64(bigEndian: bytes.loadUnaligned(fromByteOffset: offset, as: UInt64.self))
  }

  @inlinable public mutating func ordinal() -> Int { Int(fixed()) }

  @inlinable public mutating func string() -> UnsafeRawBufferPointer {
    let count = varint()
    defer { offset += count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset..<offset + count])
  }

  @inlinable public mutating func rest() -> UnsafeRawBufferPointer {
    defer { offset = bytes.count }
    return UnsafeRawBufferPointer(rebasing: bytes[offset...])
  }
}
