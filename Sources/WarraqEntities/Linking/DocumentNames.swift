import WarraqCore

/// The different names of one document, and the shorter forms that they may have.
struct DocumentNames {
  /// A name, and what became of it.
  struct Entry {
    var name: LinkedName
    /// How many words it has.
    var length: Int
    /// The name of its entity, once that is known.
    var entity = -1
    var link = Link.full
    /// The name that it is, what is written together with it left out.
    var stem: Int
    /// Whether it is nothing but a title.
    var isTitle = false
    /// The number of the name that the lists have for it, where a mention of it has titles that say so.
    var alias: Int?
    /// How often it stands in the document; 0 of names that the lists have brought.
    var mentions = 0
    /// What it stands behind that many share.
    var context: NameContext = []
    /// Whether a word with the article stands behind it: صالح العصفور cut short.
    var goesOn = false
    /// Whether the letter before it may have taken the alef of its article: للجامعة.
    var isAfterTo = false
    /// The next name of the same words and another type.
    var nextType = -1

    /// Whether its type is known.
    var isSure: Bool { name.type != .other }
  }

  /// The words of names and of their short forms.
  private(set) var words = ByteTable()
  var entries: [Entry] = []
  /// For each number of words, the first name that has them.
  private var firstName: [Int32] = []
  /// For each number of words, the last entry of ``parts`` that is about them.
  private var lastPart: [Int32] = []
  /// The names that words are a short form of, each with the entry before it.
  private var parts: [(name: Int32, previous: Int32)] = []

  mutating func removeAll() {
    words.removeAll()
    entries.removeAll(keepingCapacity: true)
    firstName.removeAll(keepingCapacity: true)
    lastPart.removeAll(keepingCapacity: true)
    parts.removeAll(keepingCapacity: true)
  }

  /// The number of a name.
  mutating func insert(_ key: ArraySlice<UInt8>, type: EntityType) -> Int {
    let number = key.withUnsafeBytes { enter($0) }
    var last = -1
    var name = Int(firstName[number])
    while name >= 0 {
      if entries[name].name.type == type { return name }
      (last, name) = (name, entries[name].nextType)
    }
    let length = key.reduce(1) { $0 + ($1 == UInt8(ascii: " ") ? 1 : 0) }
    let new = entries.count
    entries.append(
      Entry(name: LinkedName(type: type, words: number), length: length, stem: new))
    if last >= 0 { entries[last].nextType = new } else { firstName[number] = Int32(new) }
    return new
  }

  /// Links a name to one of a list, which may stand in the document too.
  mutating func link(_ name: Int, to words: [UInt8], _ link: Link) {
    let target = insert(words[...], type: entries[name].name.type)
    if entries[target].entity < 0 { entries[target].entity = target }
    entries[name].entity = entries[target].entity
    entries[name].link = target == name ? .full : link
  }

  /// Whether some words are a name of the document.
  func isName(_ words: ArraySlice<UInt8>) -> Bool {
    self.words.find(words).map { firstName[$0] >= 0 } ?? false
  }

  /// Says that some words are short for a name.
  mutating func addPart(_ part: UnsafeRawBufferPointer, of name: Int) {
    let number = enter(part)
    parts.append((Int32(name), lastPart[number]))
    lastPart[number] = Int32(parts.count - 1)
  }

  /// Calls `body` with every name that some words are short for.
  func forEachLonger(_ words: Int, _ body: (Int) -> Void) {
    var part = Int(lastPart[words])
    while part >= 0 {
      body(Int(parts[part].name))
      part = Int(parts[part].previous)
    }
  }

  /// Calls `body` with every name that has these words.
  func forEachSame(_ words: Int, _ body: (Int) -> Void) {
    var name = Int(firstName[words])
    while name >= 0 {
      body(name)
      name = entries[name].nextType
    }
  }

  private mutating func enter(_ key: UnsafeRawBufferPointer) -> Int {
    let number = words.insert(key)
    if number == firstName.count {
      firstName.append(-1)
      lastPart.append(-1)
    }
    return number
  }
}
