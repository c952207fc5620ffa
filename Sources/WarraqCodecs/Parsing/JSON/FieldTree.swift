/// The fields to look for in an object, by the names on the way to them: nodes in one array, each in front of its
/// children.
struct FieldTree {
  struct Node {
    /// The bytes of its name in ``FieldTree/names``.
    var name = 0..<0
    /// The first child and the next one of the same parent; 0, the root, where there is none.
    var firstChild = 0
    var nextSibling = 0
    /// The first of the fields whose value stands here; -1 where there is none. The others follow by
    /// ``FieldTree/nextField``.
    var firstField = -1
  }

  private(set) var nodes = [Node()]
  private(set) var names: [UInt8] = []
  /// For each field, the next one that stands at the same place; -1 behind the last one.
  private(set) var nextField: [Int]

  var fieldCount: Int { nextField.count }

  /// `paths` are dotted paths; a field is known by its index from here on. Empty ones are never found.
  init(paths: [String]) {
    nextField = [Int](repeating: -1, count: paths.count)
    for (field, path) in paths.enumerated() where !path.isEmpty {
      var node = 0
      for name in path.split(separator: ".", omittingEmptySubsequences: false) {
        node = child(of: node, named: Array(name.utf8))
      }
      nextField[field] = nodes[node].firstField
      nodes[node].firstField = field
    }
  }

  /// A node's child with a name, a new one if there is none.
  private mutating func child(of parent: Int, named name: [UInt8]) -> Int {
    var child = nodes[parent].firstChild
    while child != 0 {
      if names[nodes[child].name].elementsEqual(name) { return child }
      child = nodes[child].nextSibling
    }
    let start = names.count
    names += name
    nodes.append(Node(name: start..<names.count, nextSibling: nodes[parent].firstChild))
    nodes[parent].firstChild = nodes.count - 1
    return nodes.count - 1
  }
}
