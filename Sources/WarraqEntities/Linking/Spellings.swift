import WarraqCore

/// Words that are written in several ways, and words that are written with the next one.
struct Spellings: Sendable {
  private var joining = ByteTable()
  private var variants = ByteTable()
  /// The usual spelling of each variant.
  private var usual: [[UInt8]] = []

  /// Folds nothing.
  static let none = Spellings()

  private init() {}

  /// The lists that ship.
  static let shipped: Spellings = {
    // Words of the lists are folded as those of names are, but for these lists themselves.
    let words = NameWords(.none)
    var result = Spellings()
    for line in ListFile.lines(PackageResources.joined_txt) {
      words.cut(line[0])
      _ = result.joining.insert(words.bytes[...])
    }
    for line in ListFile.lines(PackageResources.spellings_txt) where line.count > 1 {
      words.cut(line[0])
      let usual = words.bytes
      for variant in line[1].split(separator: " ") {
        words.cut(String(variant))
        result.add(words.bytes, usual: usual)
      }
    }
    return result
  }()

  private mutating func add(_ variant: [UInt8], usual: [UInt8]) {
    guard variant != usual, variants.find(variant[...]) == nil else { return }
    _ = variants.insert(variant[...])
    self.usual.append(usual)
  }

  /// Whether a word makes one with the next word.
  func joins(_ word: UnsafeRawBufferPointer) -> Bool { joining.find(word) != nil }

  /// The spellings of one word: the usual one and its variants; itself where it has no other.
  func all(of word: [UInt8]) -> [[UInt8]] {
    let usual = usual(word)
    return [usual] + self.usual.indices.filter { self.usual[$0] == usual }.map(variants.bytes)
  }

  /// A name with the usual spelling of its first word.
  func usual(_ name: [UInt8]) -> [UInt8] {
    let end = name.firstIndex(of: UInt8(ascii: " ")) ?? name.endIndex
    guard let found = variants.find(name[..<end]) else { return name }
    return usual[found] + name[end...]
  }

  /// Puts the usual spelling in the place of a word that goes from `start` to the end.
  func replace(from start: Int, in bytes: inout [UInt8]) {
    guard let found = bytes[start...].withUnsafeBytes({ variants.find($0) }) else { return }
    bytes.removeSubrange(start...)
    bytes.append(contentsOf: usual[found])
  }
}
