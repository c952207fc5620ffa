/// The fields to look for in an object, by the names on the way to them.
struct FieldTree {
  /// An object, so that going down the tree counts one reference. Nothing changes once the tree is there.
  final class Node {
    let name: [UInt8]
    /// Fields whose value stands here.
    @exclusivity(unchecked) fileprivate(set) var fields: [Int] = []
    @exclusivity(unchecked) fileprivate(set) var children: [Node] = []

    fileprivate init(name: [UInt8]) { self.name = name }
  }

  let root = Node(name: [])
  let fieldCount: Int

  /// `paths` are dotted paths; a field is known by its index from here on. Empty ones are never found.
  init(paths: [String]) {
    fieldCount = paths.count
    for (index, path) in paths.enumerated() where !path.isEmpty {
      let names = path.split(separator: ".", omittingEmptySubsequences: false).map {
        Array($0.utf8)
      }
      Self.insert(names[...], field: index, into: root)
    }
  }

  private static func insert(_ names: ArraySlice<[UInt8]>, field: Int, into node: Node) {
    guard let name = names.first else {
      node.fields.append(field)
      return
    }
    let known = node.children.first { $0.name == name }
    let child = known ?? Node(name: name)
    if known == nil { node.children.append(child) }
    insert(names.dropFirst(), field: field, into: child)
  }
}
