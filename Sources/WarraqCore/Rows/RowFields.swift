/// Writes the fields of a row into memory that is lent: what ``RowEncoder`` writes, without memory of its own.
///
/// ```swift
/// withUnsafeTemporaryAllocation(byteCount: RowFields.varintSize + name.count, alignment: 1) { memory in
///   var value = RowFields(memory)
///   value.varint(3)
///   value.raw(name)
///   try rows.emit(key: key, value: value.bytes)
/// }
/// ```
public struct RowFields {
  /// The most bytes that a number takes.
  public static let varintSize = 10

  @usableFromInline let memory: UnsafeMutableRawBufferPointer
  @usableFromInline var written = 0
  /// Bytes that have been written.
  @inlinable public var count: Int { written }

  @inlinable public init(_ memory: UnsafeMutableRawBufferPointer) { self.memory = memory }

  @inlinable public mutating func byte(_ value: UInt8) {
    precondition(written < memory.count, "the row is larger than its memory")
    memory[written] = value
    written += 1
  }

  /// A number as ``RowEncoder`` writes it. There must be room for ``varintSize`` bytes.
  @inlinable public mutating func varint(_ value: Int) {
    precondition(written + Self.varintSize <= memory.count, "the row is larger than its memory")
    var rest = UInt64(bitPattern: Int64(value))
    while rest >= 0x80 {
      memory[written] = UInt8(truncatingIfNeeded: rest) | 0x80
      rest >>= 7
      written += 1
    }
    memory[written] = UInt8(truncatingIfNeeded: rest)
    written += 1
  }

  /// The last `size` of eight bytes, big end first. There must be room for all eight.
  @inlinable public mutating func fixed(_ value: UInt64, size: Int = 8) {
    precondition(written + 8 <= memory.count, "the row is larger than its memory")
    let first = value &<< UInt64(64 - 8 * size)
    memory.storeBytes(of: first.bigEndian, toByteOffset: written, as: UInt64.self)
    written += size
  }

  @inlinable public mutating func raw(_ other: UnsafeRawBufferPointer) {
    precondition(written + other.count <= memory.count, "the row is larger than its memory")
    UnsafeMutableRawBufferPointer(rebasing: memory[written...]).copyMemory(from: other)
    written += other.count
  }

  /// What was written.
  @inlinable public var bytes: UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: memory[..<written])
  }
}
