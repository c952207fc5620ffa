import WarraqCore

/// Finds the names of a document that are other ones with و, ف, ب, ل or ك before them.
struct NameStems {
  private let rules: LinkingRules
  /// What names would be without what may be written before them, and how many names each would be.
  private var readings = ByteTable()
  private var counts: [Int] = []
  /// The words that are counted: those of two types are one name.
  private var counted: Set<Int> = []

  init(rules: LinkingRules) { self.rules = rules }

  /// Notes for each name what is left of it, where the document or a list knows that.
  mutating func find(in document: inout DocumentNames) {
    count(document)
    for name in document.entries.indices where document.entries[name].entity < 0 {
      let (type, words) = (document.entries[name].name.type, document.entries[name].name.words)
      var stem: [UInt8]?
      document.words.withBytes(of: words) { words in
        rules.forEachReading(of: words) { reading in
          if isKnown(reading, type: type, in: document) { stem = Array(reading) }
          return stem != nil
        }
        if stem == nil, document.entries[name].isAfterTo {
          let whole = Array("ا".utf8) + words
          if isKnown(whole[...], type: type, in: document) { stem = whole }
        }
      }
      if let stem { document.entries[name].stem = document.insert(stem[...], type: type) }
    }
  }

  private func isKnown(
    _ words: ArraySlice<UInt8>, type: EntityType, in document: DocumentNames
  ) -> Bool {
    words.withUnsafeBytes { bytes in
      if rules.aliases.knows(bytes) || rules.pins.knows(bytes) { return true }
      if readings.find(bytes).map({ counts[$0] > 1 }) == true { return true }
      guard let number = document.words.find(bytes) else { return false }
      var found = false
      document.forEachSame(number) { found = found || document.entries[$0].name.type == type }
      document.forEachLonger(number) { found = found || document.entries[$0].name.type == type }
      return found
    }
  }

  /// Counts what the names would be: two that leave the same (وقطر, بقطر) are that. One of which a name of
  /// the document is left (وبريطانيا) says no more.
  private mutating func count(_ document: DocumentNames) {
    readings.removeAll()
    counts.removeAll(keepingCapacity: true)
    counted.removeAll(keepingCapacity: true)
    for name in document.entries.indices where document.entries[name].entity < 0 {
      guard counted.insert(document.entries[name].name.words).inserted else { continue }
      document.words.withBytes(of: document.entries[name].name.words) { words in
        var isOther = false
        rules.forEachReading(of: words) { reading in
          isOther = isOther || document.isName(reading)
          return isOther
        }
        guard !isOther else { return }
        rules.forEachReading(of: words) { reading in
          let number = readings.insert(reading)
          if number == counts.count { counts.append(0) }
          counts[number] += 1
          return false
        }
      }
    }
  }
}
