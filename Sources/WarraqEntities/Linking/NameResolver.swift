import WarraqCore

/// Finds the entity of each name of a document.
struct NameResolver {
  private let rules: LinkingRules
  private let parts: NameParts
  private var order: [Int] = []
  /// The entities that a name may be short for: two, where there are more.
  private var roots: [Int] = []
  /// Whether a longer name fits and is not believed.
  private var isDoubtful = false

  init(rules: LinkingRules) {
    self.rules = rules
    parts = NameParts(rules: rules)
  }

  /// Notes the short forms of all names that may have some. Where a list has another name, that one's
  /// count: beside سيب بلاتر, who is جوزيف بلاتر, stands بلاتر, but beside المملكة المتحدة no other المملكة.
  func addParts(to document: inout DocumentNames) {
    for name in document.entries.indices {
      let entry = document.entries[name]
      guard entry.entity < 0 || entry.entity == name else { continue }
      var long = name
      if let target = alias(of: name, in: document) {
        long = document.insert(target[...], type: entry.name.type)
      }
      guard document.entries[long].length > 1 else { continue }
      let words = document.words.bytes(of: document.entries[long].name.words)
      words.withUnsafeBytes { words in
        parts.forEach(of: words, type: entry.name.type) { document.addPart($0, of: long) }
      }
    }
  }

  /// Links every name, those of the most words first, so that what is short for a name that is short
  /// itself goes the whole way; titles last.
  mutating func resolve(_ document: inout DocumentNames) {
    order.removeAll(keepingCapacity: true)
    order.append(contentsOf: document.entries.indices)
    order.sort {
      let (a, b) = (document.entries[$0], document.entries[$1])
      if a.isTitle != b.isTitle { return b.isTitle }
      if a.length != b.length { return a.length > b.length }
      return a.isSure != b.isSure ? a.isSure : $0 < $1
    }
    for name in order where document.entries[name].entity < 0 { resolve(name, in: &document) }
  }

  private mutating func resolve(_ name: Int, in document: inout DocumentNames) {
    let entry = document.entries[name]
    if entry.stem != name {
      if document.entries[entry.stem].entity < 0 { resolve(entry.stem, in: &document) }
      document.entries[name].entity = document.entries[entry.stem].entity
    } else if entry.alias != nil, let target = alias(of: name, in: document) {
      document.link(name, to: target, .alias)
    } else {
      findRoots(of: name, in: document)
      if roots.isEmpty, let target = alias(of: name, in: document) {
        document.link(name, to: target, .alias)
      } else {
        settle(name, in: &document)
      }
    }
  }

  /// Links a name to the one entity that it is short for. Of several it is the one that the lists say.
  private func settle(_ name: Int, in document: inout DocumentNames) {
    let listed = alias(of: name, in: document)
    let same = roots.first { document.words.bytes(of: document.entries[$0].name.words) == listed }
    let root = roots.count == 1 ? roots[0] : same
    document.entries[name].entity = root ?? name
    if let root {
      // The lists may have brought the longer name.
      let isBrought = root == same && document.entries[root].mentions == 0
      let isSame = document.entries[root].name.words == document.entries[name].name.words
      document.entries[name].link = isSame ? .full : isBrought ? .alias : .document
    } else {
      document.entries[name].link = roots.isEmpty && !isDoubtful ? .full : .ambiguous
    }
  }

  /// Finds the entities of the longer names that a name is short for, and if it is not sure of its type
  /// those of the same words.
  private mutating func findRoots(of name: Int, in document: DocumentNames) {
    // Taken out, so that nothing is copied.
    var roots: [Int] = []
    swap(&roots, &self.roots)
    roots.removeAll(keepingCapacity: true)
    isDoubtful = false
    let entry = document.entries[name]
    func consider(_ longer: Int) {
      let other = document.entries[longer]
      guard roots.count < 2, longer != name, other.entity >= 0, other.entity != name else { return }
      guard other.name.type == entry.name.type || !entry.isSure else { return }
      if other.name.words != entry.name.words, !parts.fits(name, longer, in: document) {
        isDoubtful = true
      } else if !roots.contains(other.entity) {
        roots.append(other.entity)
      }
    }
    let isWhole = document.words.withBytes(of: entry.name.words) {
      rules.isWhole($0, isPerson: entry.name.type == .person)
    }
    if !isWhole { document.forEachLonger(entry.name.words, consider) }
    if !entry.isSure { document.forEachSame(entry.name.words, consider) }
    swap(&roots, &self.roots)
  }

  private func alias(of name: Int, in document: DocumentNames) -> [UInt8]? {
    let entry = document.entries[name]
    let found =
      entry.alias
      ?? document.words.withBytes(of: entry.name.words) { rules.aliases.name(of: $0) }
    return found.map { rules.aliases.names.bytes(of: $0) }
  }
}
