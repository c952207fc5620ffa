/// The messages that one shard received in one round, sorted by bytes, equal ones once.
///
/// All of them are in memory, one behind the other and each behind its length: a byte or two for each
/// beside its own.
public struct ShardMessages: Sendable {
  /// So many messages are gone through at most to find those of an ordinal.
  private static let stride = 64

  private var encoded = RowEncoder()
  /// Where each ``stride``-th message begins.
  private var starts: [Int] = []
  public private(set) var count = 0

  /// Makes an empty inbox with room for so many bytes. Room that is not used takes no memory.
  public init(capacity: Int = 0) { encoded.bytes.reserveCapacity(capacity) }

  /// The bytes that all messages take.
  public var size: Int { encoded.bytes.count }

  /// Adds a message that does not come before those that are there.
  public mutating func append(_ message: UnsafeRawBufferPointer) {
    if count % Self.stride == 0 { starts.append(size) }
    encoded.string(message)
    count += 1
  }

  /// Calls `body` with every message in order.
  public func forEach(_ body: (UnsafeRawBufferPointer) throws -> Void) rethrows {
    try encoded.bytes.withUnsafeBytes { all in
      var rest = RowDecoder(all)
      while !rest.isAtEnd { try body(rest.string()) }
    }
  }
}

/// Where every message begins with the ordinal of a document (``RowEncoder/ordinal(_:)``).
extension ShardMessages {
  /// Whether there is a message of the document.
  public func contains(_ ordinal: Int) -> Bool {
    encoded.bytes.withUnsafeBytes { all in
      let rest = messages(from: ordinal, in: all)
      return !rest.isAtEnd && Self.ordinal(of: rest) == ordinal
    }
  }

  /// Calls `body` with the messages of the document in order.
  public func forEach(
    of ordinal: Int, _ body: (UnsafeRawBufferPointer) throws -> Void
  ) rethrows {
    try encoded.bytes.withUnsafeBytes { all in
      var rest = messages(from: ordinal, in: all)
      while !rest.isAtEnd, Self.ordinal(of: rest) == ordinal { try body(rest.string()) }
    }
  }

  /// Stands on the first message whose ordinal is not less.
  private func messages(from ordinal: Int, in all: UnsafeRawBufferPointer) -> RowDecoder {
    func messages(at start: Int) -> RowDecoder {
      RowDecoder(UnsafeRawBufferPointer(rebasing: all[start...]))
    }
    let next = starts.lowerBound { Self.ordinal(of: messages(at: $0)) < ordinal }
    var rest = messages(at: next == 0 ? 0 : starts[next - 1])
    while !rest.isAtEnd, Self.ordinal(of: rest) < ordinal { _ = rest.string() }
    return rest
  }

  /// The ordinal of the message that comes next.
  private static func ordinal(of messages: RowDecoder) -> Int {
    var messages = messages
    var message = RowDecoder(messages.string())
    return message.ordinal()
  }
}
