/// Words that say what stands beside them: titles before persons, kinds of places and organisations,
/// verbs of speech.
struct Trigger: OptionSet, Hashable, Sendable {
  let rawValue: UInt8

  /// Before a name: الدكتور, Mr.
  static let title = Self(rawValue: 1)
  /// What somebody is: وزير, spokesman.
  static let office = Self(rawValue: 2)
  /// مدينة, river.
  static let place = Self(rawValue: 4)
  /// في, northern.
  static let direction = Self(rawValue: 8)
  /// شركة, Inc.
  static let organisation = Self(rawValue: 16)
  /// قال, told.
  static let speech = Self(rawValue: 32)
  /// بن, van.
  static let namePart = Self(rawValue: 64)
  /// What persons do or undergo: ولد, scored.
  static let deed = Self(rawValue: 128)

  /// The lists of all languages, by the hash of the normalised word.
  static let all = TriggerTable(arabic + english + french + german)
}

/// Triggers by the hashes of words.
struct TriggerTable: Sendable {
  private var numbers = KeyNumbers(smallest: 16)

  init(_ lists: [(Trigger, String)]) {
    var all: [UInt64: Trigger] = [:]
    for (trigger, words) in lists {
      for word in words.split(separator: " ") {
        all[WordHash.of(word), default: []].formUnion(trigger)
      }
    }
    for (word, trigger) in all { numbers.insert(word, Int(trigger.rawValue)) }
  }

  /// What a word says; nil where it is in no list.
  @inline(__always) subscript(word: UInt64) -> Trigger? {
    numbers.find(word).map { Trigger(rawValue: UInt8($0)) }
  }
}
