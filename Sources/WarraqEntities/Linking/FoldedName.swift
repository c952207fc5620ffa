import WarraqCore

/// A name, and what ``NameFolder`` has made of it.
struct FoldedName {
  private var name: [UInt8] = []
  private var type: EntityType?
  private var language: String?
  /// As in ``NameWords``.
  private(set) var bytes: [UInt8] = []
  private(set) var starts: [Int] = []
  private(set) var sources: [Int] = []
  /// As in ``NameFolder``.
  private(set) var titleCount = 0
  private(set) var isTitle = false

  /// Whether this is a name, in a text of some language.
  func isOf(_ name: UnsafeRawBufferPointer, _ type: EntityType, _ language: String?) -> Bool {
    self.type == type && self.language == language && name.elementsEqual(self.name)
  }

  /// Becomes the name that a folder has folded last, and keeps the memory.
  mutating func take(
    _ name: UnsafeRawBufferPointer, _ type: EntityType, _ language: String?, _ folder: NameFolder
  ) {
    self.name.replaceAll(name)
    (self.type, self.language) = (type, language)
    bytes.replaceAll(folder.words.bytes)
    starts.replaceAll(folder.words.starts)
    sources.replaceAll(folder.words.sources)
    (titleCount, isTitle) = (folder.titleCount, folder.isTitle)
  }
}

extension Array {
  /// Takes other elements, and keeps the memory.
  mutating func replaceAll(_ elements: some Collection<Element>) {
    removeAll(keepingCapacity: true)
    append(contentsOf: elements)
  }
}
