import WarraqCore

/// Names as rows of words, for finding them in texts: words by the hashes of what they are in a normalised
/// text, the first one also with what may be written together with it.
struct NamePhrases: Sendable {
  /// What some words are, and whether more words may follow.
  struct Node: Sendable {
    /// Nil where they only begin a name, or are names of several types.
    var type: EntityType?
    var isName = false
    var continues = false
    var care = Care.none

    /// Makes it a name. A type that is not sure gives way, two that are sure leave none.
    mutating func name(_ new: EntityType, _ care: Care) {
      let isKnown = isName && type != .other
      if !isKnown { type = new } else if new != .other, new != type { type = nil }
      if !isName || care.rawValue < self.care.rawValue { self.care = care }
      isName = true
    }
  }

  /// What a name asks for before it is believed.
  enum Care: UInt8, Sendable {
    case none
    /// The first letter, or all letters, are capitals.
    case capital, capitals
    /// No word with the article stands before it, which it may be an adjective of.
    case noAdjective
    /// A title, an office or a verb of speech stands before it.
    case title
    /// A verb of speech stands before it.
    case speech
  }

  /// A name in a text.
  struct Match {
    var tokens: Range<Int>
    /// Bytes before the name in its first word.
    var clitics: Int
    var type: EntityType
    var care: Care
  }

  /// The nodes, by the hashes of what leads to them.
  private var numbers = KeyNumbers(smallest: 16)
  private var nodes: [Node] = []
  /// For words that may begin a name: the bytes that are none of it, and the hash of the rest.
  private var startNumbers = KeyNumbers(smallest: 16)
  private var starts: [(clitics: Int, word: UInt64)] = []
  /// Turns most words away before they are looked for.
  private var filter: HashFilter

  /// A table for about so many words that may begin names.
  init(startCount: Int) { filter = HashFilter(count: startCount) }

  var isEmpty: Bool { nodes.isEmpty }

  mutating func removeAll() {
    guard !isEmpty else { return }
    numbers.removeAll()
    nodes.removeAll(keepingCapacity: true)
    startNumbers.removeAll()
    starts.removeAll(keepingCapacity: true)
    filter.removeAll()
  }

  /// Adds a name: its first word, and the hashes of the others.
  mutating func insert(
    _ first: UnsafeRawBufferPointer, _ others: some Sequence<UInt64>, type: EntityType, care: Care
  ) {
    var state = WordHash.of(first)
    if numbers.find(state) == nil {
      // A word that is itself a name begins no other one.
      NameClitics.forEachForm(of: first) { form, clitics in
        start(WordHash.of(form), clitics, state)
      }
    }
    for word in others {
      nodes[node(state)].continues = true
      state = WordHash.appending(word, to: state)
    }
    nodes[node(state)].name(type, care)
  }

  /// Lets a word begin what another one begins: the word itself goes before what may be written with it.
  private mutating func start(_ form: UInt64, _ clitics: Int, _ word: UInt64) {
    guard let known = startNumbers.find(form) else {
      filter.insert(form)
      startNumbers.insert(form, starts.count)
      return starts.append((clitics, word))
    }
    if clitics == 0 { starts[known] = (clitics, word) }
  }

  /// The number of a node, a new one where there is none.
  private mutating func node(_ state: UInt64) -> Int {
    if let known = numbers.find(state) { return known }
    numbers.insert(state, nodes.count)
    nodes.append(Node())
    return nodes.count - 1
  }

  /// The longest name that begins at a word; `hash` gives that of a word, 0 of marks, up to `end`.
  @inline(__always) func longest(at index: Int, before end: Int, _ hash: (Int) -> UInt64) -> Match?
  {
    let word = hash(index)
    guard filter.mayHold(word), let first = startNumbers.find(word) else { return nil }
    let start = starts[first]
    var state = start.word
    var next = index + 1
    var found: Match?
    while let number = numbers.find(state) {
      let node = nodes[number]
      if let type = node.type {
        found = Match(tokens: index..<next, clitics: start.clitics, type: type, care: node.care)
      }
      guard node.continues, next < end, hash(next) != 0 else { break }
      state = WordHash.appending(hash(next), to: state)
      next += 1
    }
    return found
  }
}
