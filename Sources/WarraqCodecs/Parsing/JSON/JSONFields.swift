import WarraqCore

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

  // Memory of its own, so that nothing is counted or checked field by field.
  private let nodes: UnsafeMutableBufferPointer<FieldTree.Node>
  private let names: UnsafeMutableBufferPointer<UInt8>
  private let nextField: UnsafeMutableBufferPointer<Int>
  private let nesting: UnsafeMutablePointer<UInt8>
  /// By field index.
  private let values: UnsafeMutableBufferPointer<Value>
  /// A name without its escapes.
  private var unescaped: [UInt8] = []

  init(_ tree: FieldTree) {
    nodes = Self.copy(tree.nodes)
    names = Self.copy(tree.names)
    nextField = Self.copy(tree.nextField)
    values = Self.copy(Array(repeating: Value(), count: tree.fieldCount))
    nesting = .allocate(capacity: JSONScanner.maximumDepth)
  }

  deinit {
    nodes.deallocate()
    names.deallocate()
    nextField.deallocate()
    values.deallocate()
    nesting.deallocate()
  }

  /// Elements hold no references: nothing is left to be deinitialised.
  private static func copy<Element>(
    _ elements: [Element]
  ) -> UnsafeMutableBufferPointer<Element> {
    let copy = UnsafeMutableBufferPointer<Element>.allocate(capacity: elements.count)
    _ = copy.initialize(fromContentsOf: elements)
    return copy
  }

  var fieldCount: Int { values.count }

  /// The value of a field in the last record. Valid after ``scan(_:)`` has returned `nil`.
  func value(_ field: Int) -> Value {
    precondition(values.indices.contains(field), "no field \(field)")
    return values[field]
  }

  /// Checks `bytes` (valid UTF-8) and finds the fields.
  func scan(_ bytes: UnsafeBufferPointer<UInt8>) -> BadRecord? {
    values.update(repeating: Value())
    guard let base = bytes.baseAddress else {
      return BadRecord(.invalidJSON, "The record is empty.")
    }
    var scanner = JSONScanner(bytes, base: base)
    scanner.skipSpace()
    let isObject = scanner.byte == UInt8(ascii: "{")
    let isValid =
      isObject
      ? object(&scanner, nodes[0], depth: 0) : scanner.skipValue(nesting, depth: 0)
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
      let name = UnsafeBufferPointer(start: scanner.start + nameStart, count: nameEnd - nameStart)
      let child = find(name, hasEscapes, in: node)
      let isValid =
        child == 0
        ? scanner.skipValue(nesting, depth: depth + 1)
        : value(&scanner, nodes[child], depth: depth + 1)
      guard isValid else { return false }
    } while scanner.take(UInt8(ascii: ","))
    return scanner.take(UInt8(ascii: "}"))
      || scanner.fail("a comma or a closing bracket is missing")
  }

  /// Reads the value of a member that is looked for.
  private func value(_ scanner: inout JSONScanner, _ node: FieldTree.Node, depth: Int) -> Bool {
    forgetChildren(of: node)
    var value = Value()
    let start = scanner.position
    switch scanner.byte {
    case UInt8(ascii: "\""):
      value.kind = .string
      guard scanner.string(hasEscapes: &value.hasEscapes) else { return false }
      value.range = start + 1..<scanner.position - 1
    case UInt8(ascii: "{") where node.firstChild != 0:
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
    set(node, value)
    return true
  }

  private func set(_ node: FieldTree.Node, _ value: Value) {
    var field = node.firstField
    while field >= 0 {
      values[field] = value
      field = nextField[field]
    }
  }

  /// A repeated member replaces all that the earlier one held.
  private func forgetChildren(of node: FieldTree.Node) {
    var child = node.firstChild
    while child != 0 {
      set(nodes[child], Value())
      forgetChildren(of: nodes[child])
      child = nodes[child].nextSibling
    }
  }

  /// The child of a node with a name; 0 where it has none.
  private func find(
    _ name: UnsafeBufferPointer<UInt8>, _ hasEscapes: Bool, in node: FieldTree.Node
  ) -> Int {
    guard hasEscapes else { return find(UnsafeRawBufferPointer(name), in: node) }
    unescaped.removeAll(keepingCapacity: true)
    JSONEscapes.append(name, hasEscapes: true, to: &unescaped)
    return unescaped.withUnsafeBytes { find($0, in: node) }
  }

  private func find(_ name: UnsafeRawBufferPointer, in node: FieldTree.Node) -> Int {
    var child = node.firstChild
    while child != 0 {
      let own = UnsafeMutableBufferPointer(rebasing: names[nodes[child].name])
      if UnsafeRawBufferPointer(own).isEqual(to: name) { return child }
      child = nodes[child].nextSibling
    }
    return 0
  }
}
