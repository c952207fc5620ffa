import WarraqCore

extension NameParts {
  /// Whether a name that a longer one begins or ends with is short for it in their document.
  ///
  /// Places and bodies are named in full: a longer name that stands less often than the shorter one is more
  /// often a mistake of the recogniser (جدة عدنان), unless the lists know it or a place has but an adjective more.
  func fits(_ name: Int, _ longer: Int, in document: DocumentNames) -> Bool {
    let (entry, other) = (document.entries[name], document.entries[longer])
    let short = document.words.bytes(of: entry.name.words)
    let long = document.words.bytes(of: other.name.words)
    if other.name.type == .person { return fitsPerson(entry, short, other, long) }
    return other.mentions >= entry.mentions || long.withUnsafeBytes { rules.aliases.knows($0) }
      || other.name.type == .place && hasAdjective(long, behind: short)
  }

  /// Whether what a place has more may be an adjective, اليمنية or العربي of الخليج, and is not another place.
  private func hasAdjective(_ long: [UInt8], behind short: [UInt8]) -> Bool {
    guard long.starts(with: short + Array(" ال".utf8)) else { return false }
    return short.starts(with: "ال".utf8) || long.suffix(2) == Array("ه".utf8)[...]
  }

  /// Kings and prophets have many namesakes, and so has a name that goes on with another word; a whole name
  /// within a longer one may be one of two in a row.
  private func fitsPerson(
    _ entry: DocumentNames.Entry, _ short: [UInt8], _ other: DocumentNames.Entry, _ long: [UInt8]
  ) -> Bool {
    let hasFather = hasFather(long, behind: short)
    if entry.goesOn, !hasFather, long.starts(with: short + [UInt8(ascii: " ")]) { return false }
    if entry.mentions > other.mentions, isRow(long, short, hasFather) { return false }
    if entry.context.isEmpty || !entry.context.isDisjoint(with: other.context) { return true }
    return other.context.isEmpty && entry.context.isDisjoint(with: .others) && hasFather
  }

  /// Whether a longer name may be two names in a row, of which a shorter one is the first or the second: that
  /// has two words and more, no father's name follows it, and two words and more stand before it.
  private func isRow(_ long: [UInt8], _ short: [UInt8], _ hasFather: Bool) -> Bool {
    let space = UInt8(ascii: " ")
    guard short.contains(space) else { return false }
    return long.starts(with: short) ? !hasFather : long.dropLast(short.count + 1).contains(space)
  }

  /// Whether a father's name stands behind the beginning of a name.
  private func hasFather(_ words: [UInt8], behind beginning: [UInt8]) -> Bool {
    guard words.starts(with: beginning + [UInt8(ascii: " ")]) else { return false }
    let next = words[(beginning.count + 1)...].prefix { $0 != UInt8(ascii: " ") }
    return next.withUnsafeBytes { rules.fathers.find($0) != nil }
  }
}
