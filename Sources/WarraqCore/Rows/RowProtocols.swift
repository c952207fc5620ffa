/// Takes keyed rows. Both parts are copied before the call returns.
public protocol RowSink: AnyObject {
  func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws
}

extension RowSink {
  /// Emits the row that two encoders hold.
  @inlinable public func emit(_ key: RowEncoder, _ value: RowEncoder) throws {
    try key.bytes.withUnsafeBytes { key in
      try value.bytes.withUnsafeBytes { try emit(key: key, value: $0) }
    }
  }
}

/// Takes rows in any order and gives them sorted by key, then value. What does not fit into memory is on
/// disk meanwhile.
public typealias SortedRows = RowSink & RowSource

/// Takes keyed rows of groups, and keeps those of one group together.
public protocol GroupedRowSink: AnyObject {
  /// - Parameter group: a hash of what the group is known by.
  func emit(of group: UInt64, key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws
}

extension GroupedRowSink {
  /// Emits the row that two encoders hold.
  @inlinable public func emit(of group: UInt64, _ key: RowEncoder, _ value: RowEncoder) throws {
    try key.bytes.withUnsafeBytes { key in
      try value.bytes.withUnsafeBytes { try emit(of: group, key: key, value: $0) }
    }
  }
}

/// Gives rows in the order of their keys, from the first one each time that it is asked.
public protocol RowSource: AnyObject {
  /// Sources that hold the same rows together, each in order. Several threads may read one each.
  var parts: [any RowSource] { get }
  /// Calls `body` with each row. The bytes are valid during the call.
  func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void) throws
  /// Calls `body` with each row whose key begins with one of a range of bytes.
  func forEach(
    of kinds: ClosedRange<UInt8>,
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void) throws
}

extension RowSource {
  public var parts: [any RowSource] { [self] }

  public func forEach(
    of kinds: ClosedRange<UInt8>,
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void
  ) throws {
    try forEach { key, value in
      if let kind = key.first, kinds.contains(kind) { try body(key, value) }
    }
  }
}
