/// The documents of one block of records, in input order. A lane reuses one batch for all its blocks.
public final class DocumentBatch {
  // Nothing here calls back while it changes them.
  @exclusivity(unchecked) private var pool: [Document] = []
  /// The number of documents in the batch.
  @exclusivity(unchecked) public private(set) var count = 0

  public init() {}

  /// The documents, in input order.
  public var documents: ArraySlice<Document> { pool[..<count] }

  public subscript(index: Int) -> Document {
    precondition(index < count, "no document \(index) in a batch of \(count)")
    return pool[index]
  }

  /// Empties the batch and keeps its buffers.
  public func removeAll() { count = 0 }

  /// Adds a reset document for the record at `place` and returns it to be filled.
  public func add(at place: Place) -> Document {
    if count == pool.count { pool.append(Document()) }
    let document = pool[count]
    document.reset(place: place)
    count += 1
    return document
  }

  /// Takes back the document that was added last, because its record turned out to be bad.
  public func removeLast() { count -= 1 }

  /// Calls `body` for every document that is active: kept, or a duplicate that is still shown.
  @inlinable public func forEachActive(_ body: (Document) throws -> Void) rethrows {
    for document in documents where document.isActive { try body(document) }
  }
}
