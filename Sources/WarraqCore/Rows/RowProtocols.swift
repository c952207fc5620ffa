/// Takes keyed rows. Both parts are copied before the call returns.
public protocol RowSink: AnyObject {
  func emit(key: UnsafeRawBufferPointer, value: UnsafeRawBufferPointer) throws
}

/// Gives rows in the order of their keys, from the first one each time that it is asked.
public protocol RowSource: AnyObject {
  /// Calls `body` with each row. The bytes are valid during the call.
  func forEach(
    _ body: (_ key: UnsafeRawBufferPointer, _ value: UnsafeRawBufferPointer) throws -> Void) throws
}
