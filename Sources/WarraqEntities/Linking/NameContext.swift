import WarraqCore

/// Words before those whose names half the country bears: what stands behind الملك or النبي is no name of anybody
/// else, and what stands behind أم or أسرة is no person's.
struct NameContext: OptionSet, Sendable {
  let rawValue: UInt8

  static let prophet = Self(rawValue: 1)
  /// Those whose names are not even those of the same name with the father's behind it.
  static let others = Self(rawValue: 3)

  /// Titles without their first letter, which goes where ل stands before the article.
  private static let endings: [[[UInt8]]] = [
    ["لنبي ", "لرسول "], [" أم ", " ام ", " أبو ", " ابو ", " آل ", "أسرة ", "اسرة ", "عائلة "],
    ["لملك "], ["لملكة "], ["لسلطان "], ["لأمير ", "لامير "], ["لأميرة ", "لاميرة "],
  ].map { $0.map { Array($0.utf8) } }
  /// What they end with: a letter of two bytes, and a space behind it.
  private static let lastLetters = Set(
    endings.joined().map { ending in
      precondition(ending[ending.count - 2] >= 0x80, "titles are Arabic")
      return UInt16(ending[ending.count - 3]) << 8 | UInt16(ending[ending.count - 2])
    })
  /// What is said of prophets behind their names.
  private static let blessings = [" صلى الله", " عليه السلام", " عليه الصلاة"].map {
    Array($0.utf8)
  }

  /// The title that a text ends with, and a space.
  static func end(of text: UnsafeRawBufferPointer) -> Self {
    let count = text.count
    guard count >= 3, text[count - 1] == UInt8(ascii: " "), text[count - 2] >= 0x80,
      lastLetters.contains(UInt16(text[count - 3]) << 8 | UInt16(text[count - 2]))
    else { return [] }
    let found = endings.firstIndex { spellings in
      spellings.contains { text.suffix($0.count).elementsEqual($0) }
    }
    return found.map { Self(rawValue: 1 << $0) } ?? []
  }

  /// A prophet's, where a text begins with what is said of one.
  static func begin(of text: UnsafeRawBufferPointer) -> Self {
    blessings.contains { text.starts(with: $0) } ? .prophet : []
  }
}

extension DocumentNames.Entry {
  private static let article = Array(" ال".utf8)
  private static let to = Array("ل".utf8)

  /// Takes a mention: what stands before and behind it, bytes of titles in it included.
  mutating func note(_ span: EntitySpan, of text: UnsafeRawBufferPointer, titles: Int) {
    let start = span.name.lowerBound
    let behind = UnsafeRawBufferPointer(rebasing: text[span.form.upperBound...])
    mentions += 1
    context.formUnion(.end(of: UnsafeRawBufferPointer(rebasing: text[..<(start + titles)])))
    context.formUnion(.begin(of: behind))
    if behind.starts(with: Self.article) { goesOn = true }
    let to = Self.to
    if start >= span.form.lowerBound + to.count, text[start...].starts(with: to),
      text[(start - to.count)..<start].elementsEqual(to)
    {
      isAfterTo = true
    }
  }
}
