import WarraqCore

/// Folds a name into what it is compared by: its words without titles. One thread at a time.
final class NameFolder {
  let words: NameWords
  private let titles: [EntityType: ByteTable]
  /// The longest title that is looked for, in words.
  private static let longestTitle = 4

  /// How many words in front are titles.
  private(set) var titleCount = 0
  /// Whether the name is nothing but titles, all of which stay.
  private(set) var isTitle = false

  private let known: FoldedNames

  /// - Parameter kept: names that are kept, a power of two.
  init(spellings: Spellings, titles: [EntityType: ByteTable], kept: Int = 1) {
    known = FoldedNames(count: kept)
    words = NameWords(spellings)
    self.titles = titles
  }

  /// Folds a name in a text of some language.
  func fold(_ name: UnsafeRawBufferPointer, type: EntityType, language: String?) {
    if let found = known.find(name, type, language, into: words) {
      (titleCount, isTitle) = found
      return
    }
    foldAnew(name, type: type, language: language)
    known.keep(name, words, titleCount, isTitle: isTitle)
  }

  private func foldAnew(_ name: UnsafeRawBufferPointer, type: EntityType, language: String?) {
    words.cut(name, language: language)
    titleCount = 0
    isTitle = false
    // One whose type is not known may be a person.
    guard let titles = titles[type == .other ? .person : type] else { return }
    skipTitles(titles)
    if titleCount == words.count {
      isTitle = true
      titleCount = 0
    }
  }

  /// Folds the name of a list, of whichever type it is.
  func fold(_ name: String) {
    var name = name
    name.withUTF8 { fold(UnsafeRawBufferPointer($0), type: .person, language: nil) }
  }

  /// The range of the key in ``NameWords/bytes``.
  var keyRange: Range<Int> { words.range(titleCount..<words.count) }

  /// The words without titles.
  var key: ArraySlice<UInt8> { words.bytes[keyRange] }

  /// Where the words without titles begin in the name as it was given.
  var keySource: Int { titleCount == 0 ? 0 : words.sources[titleCount] }

  private func skipTitles(_ titles: ByteTable) {
    words.bytes.withUnsafeBytes { bytes in
      while titleCount < words.count {
        let longest = min(Self.longestTitle, words.count - titleCount)
        let found = (1...longest).last { count in
          isTitle(
            UnsafeRawBufferPointer(
              rebasing: bytes[words.range(titleCount..<titleCount + count)]), titles)
        }
        guard let found else { break }
        titleCount += found
      }
    }
  }

  /// Whether some words are a title, what may be written together with the first one left out.
  private func isTitle(_ phrase: UnsafeRawBufferPointer, _ titles: ByteTable) -> Bool {
    titles.find(phrase) != nil
      || titleCount == 0 && NameClitics.forEachReading(of: phrase) { titles.find($0[...]) != nil }
  }
}
