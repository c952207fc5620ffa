/// Makes the file of a ``Gazetteer`` from names that were cut into normalised words.
public struct GazetteerBuilder {
  /// The lists that a name can come from.
  public enum List: Sendable {
    case person, city, bigCity, country, place, organisation, language

    var node: GazetteerNode {
      switch self {
      case .person: .person
      case .city: .city
      case .bigCity: [.city, .bigCity]
      case .country: .country
      case .place: .place
      case .organisation: .organisation
      case .language: .language
      }
    }
  }

  private var nodes: [UInt32: GazetteerNode] = [:]
  /// Longer names are left out.
  static let longest = 8

  public init() {}

  /// Adds a name.
  public mutating func add(_ words: [[UInt8]], _ list: List) {
    guard !words.isEmpty, words.count <= Self.longest else { return }
    let hashes = words.map { $0.withUnsafeBytes { WordHash.of($0) } }
    var sequence = hashes[0]
    for word in hashes.dropFirst() {
      insert(sequence, .continues)
      sequence = WordHash.appending(word, to: sequence)
    }
    insert(sequence, list.node)
    if list == .person, let first = hashes.first, let last = hashes.last, hashes.count > 1 {
      insert(first, .personFirst)
      insert(last, .personLast)
    }
  }

  private mutating func insert(_ hash: UInt64, _ node: GazetteerNode) {
    nodes[UInt32(truncatingIfNeeded: hash >> 32), default: []].formUnion(node)
  }

  /// The bytes of the file.
  public func bytes() -> [UInt8] {
    let keys = nodes.keys.sorted()
    var writer = ModelWriter()
    writer.add(.nameKeys, .nameStarts, index: keys)
    writer.add(.names, keys.map { nodes[$0, default: []].rawValue })
    return writer.bytes()
  }
}
