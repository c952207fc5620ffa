import WarraqCore

/// Which shorter forms a longer name may have: words from its beginning or its end, never from its
/// middle, and for persons the first and the last one.
struct NameParts {
  let rules: LinkingRules
  /// Names of more words have no short forms here: they are titles of books, or mistakes.
  static let longest = 12

  /// Calls `body` with every short form of a name of two words or more.
  func forEach(
    of words: UnsafeRawBufferPointer, type: EntityType, _ body: (UnsafeRawBufferPointer) -> Void
  ) {
    let starts = Self.starts(words)
    guard starts.count > 1, starts.count <= Self.longest else { return }
    for cut in 1..<starts.count {
      let front = slice(words, 0..<starts[cut] - 1)
      let back = slice(words, starts[cut]..<words.count)
      let last = word(words, starts, cut - 1)
      if !begins(last), isNamed(words, starts, 0..<cut, without: cut..<starts.count) { body(front) }
      // A place at the end of a longer name is another one: سوريا and شمال سوريا.
      guard type != .place, !begins(last), !begins(word(words, starts, cut)) else { continue }
      if isNamed(words, starts, cut..<starts.count, without: 0..<cut) { body(back) }
    }
    if type == .person, let ends = ends(words, starts) { ends.withUnsafeBytes(body) }
  }

  /// The first and the last word of a name, where they may be short for it.
  func ends(of words: UnsafeRawBufferPointer) -> [UInt8]? { ends(words, Self.starts(words)) }

  /// خالد العطية of خالد بن محمد العطية.
  private func ends(_ words: UnsafeRawBufferPointer, _ starts: [Int]) -> [UInt8]? {
    guard starts.count > 2, starts.count <= Self.longest else { return nil }
    guard !begins(word(words, starts, starts.count - 2)) else { return nil }
    var both = Array(word(words, starts, 0))
    both.append(UInt8(ascii: " "))
    both.append(contentsOf: word(words, starts, starts.count - 1))
    return both
  }

  /// محمد بن سلمان of محمد بن سلمان بن عبدالعزيز.
  func forEachWithFather(
    _ words: UnsafeRawBufferPointer, _ body: (ArraySlice<UInt8>) throws -> Void
  ) rethrows {
    let starts = Self.starts(words)
    guard starts.count > 3, starts.count <= Self.longest else { return }
    for cut in 3..<starts.count
    where rules.fathers.find(word(words, starts, 1)) != nil
      && !begins(word(words, starts, cut - 1))
    {
      try body(Array(words[..<(starts[cut] - 1)])[...])
    }
  }

  /// Whether a word begins the name of a father or of a family.
  private func begins(_ word: UnsafeRawBufferPointer) -> Bool {
    rules.fathers.find(word) != nil || rules.families.find(word) != nil
  }

  /// Whether some words still name what they named with others: no direction among these, and more than
  /// a direction.
  private func isNamed(
    _ words: UnsafeRawBufferPointer, _ starts: [Int], _ kept: Range<Int>, without left: Range<Int>
  ) -> Bool {
    func isDirection(_ index: Int) -> Bool {
      rules.directions.find(word(words, starts, index)) != nil
    }
    return !left.contains(where: isDirection) && !kept.allSatisfy(isDirection)
  }

  private func word(
    _ words: UnsafeRawBufferPointer, _ starts: [Int], _ index: Int
  ) -> UnsafeRawBufferPointer {
    let end = index + 1 < starts.count ? starts[index + 1] - 1 : words.count
    return slice(words, starts[index]..<end)
  }

  private func slice(
    _ words: UnsafeRawBufferPointer, _ range: Range<Int>
  ) -> UnsafeRawBufferPointer {
    UnsafeRawBufferPointer(rebasing: words[range])
  }

  /// Where each word begins.
  static func starts(_ words: UnsafeRawBufferPointer) -> [Int] {
    var starts = [0]
    for index in words.indices where words[index] == UInt8(ascii: " ") { starts.append(index + 1) }
    return starts
  }
}
