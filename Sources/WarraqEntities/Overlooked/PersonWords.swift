import WarraqCore

/// How much of persons' names words are, by what a model has learnt from news.
struct PersonWords {
  /// The level of a word that is part of a person's name in a fifth of all places and more: see
  /// ``WordEntry/level(mentions:occurrences:)``.
  static let usual: UInt8 = 4
  /// That of a word that mostly is.
  static let sure: UInt8 = 6
  /// Twice the logarithm of how often a word stands in news that is no rare one.
  static let rare: UInt8 = 16
  /// The same of a word that has other uses, where it has no article: حسن, سعيد.
  static let frequent: UInt8 = 22

  private let table: WordTable
  private let person: Int?

  init(_ model: EntityModel) {
    table = model.reader.words
    person = model.labels.types.firstIndex(of: .person)
  }

  /// The level of a word, and how frequent it is; nil of a word that news do not hold.
  subscript(word: UInt64) -> (level: UInt8, frequency: UInt8)? {
    guard let person, let entry = table.entry(word) else { return nil }
    return (entry.evidence[person], entry.frequency)
  }

  func level(_ word: UInt64) -> UInt8 { self[word]?.level ?? 0 }

  /// Whether a word is a common one that is seldom part of any name.
  func isOrdinary(_ word: UInt64) -> Bool {
    guard let entry = table.entry(word) else { return false }
    return entry.frequency >= Self.rare && entry.evidence.max() < Self.usual
  }
}
