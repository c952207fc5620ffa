import WarraqCore

/// A set of documents: a bit for each ordinal, by shard.
struct DocumentSet {
  fileprivate var words: [Int: [UInt64]] = [:]

  func contains(_ place: KeepPlace) -> Bool {
    guard let words = words[place.shard], place.ordinal / 64 < words.count else { return false }
    return words[place.ordinal / 64] & 1 << UInt64(place.ordinal % 64) != 0
  }

  mutating func insert(_ place: KeepPlace) {
    let index = place.ordinal / 64
    let missing = index + 1 - words[place.shard, default: []].count
    if missing > 0 {
      words[place.shard, default: []].append(contentsOf: repeatElement(0, count: missing))
    }
    words[place.shard, default: []][index] |= 1 << UInt64(place.ordinal % 64)
  }
}

/// Numbers the documents of a set from 0, in corpus order: four bytes for each 64 ordinals beside the set.
struct DocumentNumbers {
  private let set: DocumentSet
  /// By shard: for each word of the set, how many documents come before it.
  private var before: [Int: [UInt32]] = [:]
  /// How many documents there are.
  private(set) var count = 0

  init(_ set: DocumentSet) {
    self.set = set
    for (shard, words) in set.words.sorted(by: { $0.key < $1.key }) {
      before[shard] = words.map { word in
        defer { count += word.nonzeroBitCount }
        return UInt32(count)
      }
    }
  }

  /// The number of a document of the set.
  subscript(_ place: KeepPlace) -> Int {
    guard let words = set.words[place.shard], let before = before[place.shard] else {
      preconditionFailure("the document is not in the set")
    }
    let index = place.ordinal / 64
    let lower = words[index] & (1 << UInt64(place.ordinal % 64) - 1)
    return Int(before[index]) + lower.nonzeroBitCount
  }
}
