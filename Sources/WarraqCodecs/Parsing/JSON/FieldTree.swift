/// The fields to look for in an object, by the names on the way to them.
struct FieldTree {
  struct Node {
    var name: [UInt8]
    /// Fields whose value stands here.
    var fields: [Int] = []
    var children: [Node] = []
  }

  private(set) var root = Node(name: [])
  let fieldCount: Int

  /// `paths` are dotted paths; a field is known by its index from here on. Empty ones are never found.
  init(paths: [String]) {
    fieldCount = paths.count
    for (index, path) in paths.enumerated() where !path.isEmpty {
      let names = path.split(separator: ".", omittingEmptySubsequences: false).map {
        Array($0.utf8)
      }
      Self.insert(names[...], field: index, into: &root)
    }
  }

  private static func insert(_ names: ArraySlice<[UInt8]>, field: Int, into node: inout Node) {
    guard let name = names.first else {
      node.fields.append(field)
      return
    }
    let index: Int
    if let known = node.children.firstIndex(where: { $0.name == name }) {
      index = known
    } else {
      index = node.children.count
      node.children.append(Node(name: name))
    }
    insert(names.dropFirst(), field: field, into: &node.children[index])
  }
}
