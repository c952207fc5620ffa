/// What is known of a sequence of words in the lists of names.
struct GazetteerNode: OptionSet, Hashable, Sendable {
  let rawValue: UInt16

  /// The sequence is a whole name of a list.
  static let person = Self(rawValue: 1)
  static let city = Self(rawValue: 2)
  static let country = Self(rawValue: 4)
  static let place = Self(rawValue: 8)
  static let organisation = Self(rawValue: 16)
  static let language = Self(rawValue: 32)
  static let lists: Self = [.person, .city, .country, .place, .organisation, .language]
  /// A longer name begins with the sequence.
  static let continues = Self(rawValue: 64)
  /// Of a word: it begins a person's name of several words, ends one.
  static let personFirst = Self(rawValue: 128)
  static let personLast = Self(rawValue: 256)
  /// A city of half a million people or more.
  static let bigCity = Self(rawValue: 512)
}

/// Lists of names of persons, places and organisations: a tree of words, kept as a table of hashes of
/// beginnings.
public struct Gazetteer: Sendable {
  private let file: ModelFile
  private nonisolated(unsafe) let index: HashIndex
  private nonisolated(unsafe) let nodes: UnsafeBufferPointer<UInt16>
  private let filter: HashFilter

  /// Whether there are as many nodes as beginnings, and some.
  var isComplete: Bool { count > 0 && index.isSound && nodes.count == index.count }

  /// A gazetteer in a mapped file.
  public init(_ file: ModelFile) {
    self.file = file
    index = file.index(.nameKeys, .nameStarts)
    nodes = file.numbers(.names)
    filter = HashFilter(index)
  }

  /// How many beginnings of names there are.
  public var count: Int { nodes.count }

  /// What is known of a word or, by ``WordHash/appending(_:to:)``, of several.
  @inline(__always) func node(_ hash: UInt64) -> GazetteerNode {
    guard filter.mayHold(hash), let rank = index.rank(of: hash) else { return [] }
    return GazetteerNode(rawValue: nodes[rank])
  }
}
