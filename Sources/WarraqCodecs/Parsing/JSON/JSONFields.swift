import Glibc

/// Finds the values of the fields of one JSON object after the other. The last of several members
/// with one name counts.
final class JSONFields {
  /// Where a value stands.
  struct Value {
    enum Kind { case none, string, literal, null, container }
    var kind = Kind.none
    /// Bytes of the record; of a string: what is between the quotation marks.
    var range = 0..<0
    var hasEscapes = false
  }

  private let tree: FieldTree
  private let nesting: UnsafeMutablePointer<UInt8>
  // One lane uses the object: what the compiler would check on every access cannot happen.
  @exclusivity(unchecked) private var name: [UInt8] = []
  /// By field index. Valid after ``scan(_:)`` has returned `nil`.
  @exclusivity(unchecked) private(set) var values: [Value]

  init(_ tree: FieldTree) {
    self.tree = tree
    values = Array(repeating: Value(), count: tree.fieldCount)
    nesting = .allocate(capacity: JSONScanner.maximumDepth)
  }

  deinit { nesting.deallocate() }

  /// Checks `bytes` (valid UTF-8) and finds the fields.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> BadRecord? {
    for index in values.indices { values[index] = Value() }
    guard let base = bytes.baseAddress else {
      return BadRecord(.invalidJSON, "The record is empty.")
    }
    var scanner = JSONScanner(bytes, base: base)
    scanner.skipSpace()
    let isObject = scanner.byte == UInt8(ascii: "{")
    let isValid =
      isObject
      ? object(&scanner, tree.root, depth: 0) : scanner.skipValue(nesting, depth: 0)
    if isValid {
      scanner.skipSpace()
      if scanner.isAtEnd {
        return isObject ? nil : BadRecord(.notAnObject, "The record is JSON, but not an object.")
      }
      _ = scanner.fail("something follows the object")
    }
    return BadRecord(
      .invalidJSON, "The record is not valid JSON: \(scanner.complaint).",
      offsetInRecord: scanner.position)
  }

  /// Reads an object from its brace on, looking for the children of `node`.
  private func object(_ scanner: inout JSONScanner, _ node: FieldTree.Node, depth: Int) -> Bool {
    guard depth < JSONScanner.maximumDepth else {
      return scanner.fail("values are nested too deeply")
    }
    scanner.position += 1
    if scanner.take(UInt8(ascii: "}")) { return true }
    repeat {
      scanner.skipSpace()
      guard scanner.byte == UInt8(ascii: "\"") else {
        return scanner.fail("a member's name is missing")
      }
      let nameStart = scanner.position + 1
      var hasEscapes = false
      guard scanner.string(hasEscapes: &hasEscapes) else { return false }
      let nameEnd = scanner.position - 1
      guard scanner.take(UInt8(ascii: ":")) else { return scanner.fail("a colon is missing") }
      scanner.skipSpace()
      let index = find(scanner.start + nameStart, nameEnd - nameStart, hasEscapes, in: node)
      let isValid =
        if let index {
          value(&scanner, node.children[index], depth: depth + 1)
        } else {
          scanner.skipValue(nesting, depth: depth + 1)
        }
      guard isValid else { return false }
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "}"))
      || scanner.fail("a comma or a closing bracket is missing")
  }

  /// Reads the value of a member that is looked for.
  private func value(_ scanner: inout JSONScanner, _ node: FieldTree.Node, depth: Int) -> Bool {
    for child in node.children { forget(child) }
    var value = Value()
    let start = scanner.position
    switch scanner.byte {
    case UInt8(ascii: "\""):
      value.kind = .string
      guard scanner.string(hasEscapes: &value.hasEscapes) else { return false }
      value.range = start + 1..<scanner.position - 1
    case UInt8(ascii: "{") where !node.children.isEmpty:
      value.kind = .container
      guard object(&scanner, node, depth: depth) else { return false }
    case UInt8(ascii: "{"), UInt8(ascii: "["):
      value.kind = .container
      guard scanner.skipValue(nesting, depth: depth) else { return false }
    case let first:
      value.kind = first == UInt8(ascii: "n") ? .null : .literal
      guard scanner.skipScalar() else { return false }
      value.range = start..<scanner.position
    }
    for field in node.fields { values[field] = value }
    return true
  }

  /// A repeated member replaces all that the earlier one held.
  private func forget(_ node: FieldTree.Node) {
    for field in node.fields { values[field] = Value() }
    for child in node.children { forget(child) }
  }

  private func find(
    _ bytes: UnsafePointer<UInt8>, _ count: Int, _ hasEscapes: Bool, in node: FieldTree.Node
  ) -> Int? {
    if hasEscapes {
      name.removeAll(keepingCapacity: true)
      JSONEscapes.append(
        UnsafeBufferPointer(start: bytes, count: count), hasEscapes: true, to: &name)
      return node.children.firstIndex { $0.name == name }
    }
    return node.children.firstIndex { child in
      child.name.count == count
        && child.name.withUnsafeBytes { name in
          name.baseAddress.map { memcmp($0, bytes, count) == 0 } ?? true
        }
    }
  }
}
