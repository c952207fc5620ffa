/// How to get from one text to another, word by word. Words are what white space separates; white
/// space itself is not compared.
public struct WordDifference: Codable, Equatable, Sendable {
  /// Words that stand together in both texts, or in one of them.
  public struct Part: Codable, Equatable, Sendable {
    public enum Kind: String, Codable, Sendable {
      case same, removed, added
      /// What stands here was too much to be compared, and is left out.
      case uncompared
    }

    public var kind: Kind
    public var text: String
  }

  public var parts: [Part] = []
  /// Bytes of both texts that were too much to be compared.
  public var uncomparedBytes = 0

  /// Whether there is nothing to change.
  public var isEmpty: Bool { parts.allSatisfy { $0.kind == .same } }

  /// So many words of each text are compared behind the first difference and before the last: the time
  /// it takes grows with their square.
  static let limit = 4_000

  init(from old: [UInt8], to new: [UInt8]) {
    let start = Self.sharedStart(old, new)
    let end = Self.sharedEnd(old[start...], new[start...])
    let (a, aRest) = Self.words(old[start..<old.count - end])
    let (b, bRest) = Self.words(new[start..<new.count - end])
    uncomparedBytes = aRest + bRest
    add(.same, Self.words(old[..<start], limit: .max).words)
    let edits = WordAlignment(a, b)
    var (i, j) = (0, 0)
    while i < a.count || j < b.count {
      if i < a.count, edits.isRemoved[i] {
        add(.removed, a[i...i])
        i += 1
      } else if j < b.count, edits.isAdded[j] {
        add(.added, b[j...j])
        j += 1
      } else {
        add(.same, a[i...i])
        (i, j) = (i + 1, j + 1)
      }
    }
    if uncomparedBytes > 0 { parts.append(Part(kind: .uncompared, text: "")) }
    add(.same, Self.words(old[(old.count - end)...], limit: .max).words)
  }

  /// Adds words to the last part, or as a new one.
  private mutating func add(_ kind: Part.Kind, _ words: some Collection<ArraySlice<UInt8>>) {
    guard !words.isEmpty else { return }
    let text = words.map { String(decoding: $0, as: UTF8.self) }.joined(separator: " ")
    if parts.last?.kind == kind {
      parts[parts.count - 1].text += " " + text
    } else {
      parts.append(Part(kind: kind, text: text))
    }
  }
}

extension WordDifference {
  private static func isSpace(_ byte: UInt8) -> Bool { byte <= 0x20 }

  /// Bytes of whole words with which both texts begin.
  private static func sharedStart(_ a: [UInt8], _ b: [UInt8]) -> Int {
    let shared = zip(a, b).prefix { $0 == $1 }.count
    if shared == a.count, shared == b.count { return shared }
    return a[..<shared].lastIndex(where: isSpace).map { $0 + 1 } ?? 0
  }

  /// Bytes of whole words with which both texts end.
  private static func sharedEnd(_ a: ArraySlice<UInt8>, _ b: ArraySlice<UInt8>) -> Int {
    let shared = zip(a.reversed(), b.reversed()).prefix { $0 == $1 }.count
    return a.suffix(shared).firstIndex(where: isSpace).map { a.endIndex - $0 } ?? 0
  }

  /// The first words of a text, and how many bytes stand behind them.
  private static func words(
    _ text: ArraySlice<UInt8>, limit: Int = limit
  ) -> (words: [ArraySlice<UInt8>], rest: Int) {
    var words: [ArraySlice<UInt8>] = []
    var rest = text
    while true {
      rest = rest.drop(while: isSpace)
      guard !rest.isEmpty, words.count < limit else { return (words, rest.count) }
      words.append(rest.prefix { !isSpace($0) })
      rest = rest.dropFirst(words[words.count - 1].count)
    }
  }
}
