import WarraqCore
import WarraqText

/// The lines of one page that may be furniture or headline, folded for comparison. Refilled for every
/// document.
struct PageLines {
  struct Line {
    /// Its number in the text, from 0. Normalising keeps line feeds, so it is the same in the published
    /// text.
    var number: Int
    /// How many lines that are not blank come before it, and after it.
    var before: Int
    var after = 0
    /// Its bytes in ``PageLines/bytes``, punctuation at its ends left out; empty where it is too long.
    var range: Range<Int>
    /// The place of an earlier line of the page with the same words, in ``PageLines/lines``.
    var firstOfItsKind: Int?

    var isNearerTheEnd: Bool { after < before }
    /// Whether it is among the first or last `count` lines.
    func isAtEdge(_ count: Int) -> Bool { before < count || after < count }
  }

  /// Lines that are not blank.
  private(set) var lines: [Line] = []
  private(set) var bytes: [UInt8] = []
  /// The hash of the longest line: what the page says, as against what it carries.
  private(set) var fingerprint: UInt64 = 0
  /// The longest line's bytes.
  private(set) var longest = 0

  private var folding = LineFolding(arabic: .always)
  private var places: [UInt64: Int] = [:]

  mutating func fill(from document: Document) {
    lines.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    document.withAnalyzedText { text in
      var longest = 0..<0
      TextLines.forEach(in: text) { number, range in
        guard !range.isEmpty else { return }
        if range.count > longest.count { longest = range }
        append(number, text, range, isFolded: document.analysis.isNormalized)
      }
      self.longest = longest.count
      fingerprint = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[longest]))
    }
    for index in lines.indices { lines[index].after = lines.count - 1 - index }
    findRepetitions()
  }

  private mutating func append(
    _ number: Int, _ text: UnsafeRawBufferPointer, _ range: Range<Int>, isFolded: Bool
  ) {
    let start = bytes.count
    if range.count <= ChromeRules.longestLine {
      let line = UnsafeRawBufferPointer(rebasing: text[range])
      if isFolded {
        bytes.append(contentsOf: line)
      } else {
        bytes.append(contentsOf: folding.fold(line))
      }
    }
    let core = bytes.withUnsafeBytes { LineFolding.core($0, start..<$0.count) }
    lines.append(Line(number: number, before: lines.count, range: core))
  }

  /// Few pages have many lines; a table is made where they do.
  private mutating func findRepetitions() {
    places.removeAll(keepingCapacity: true)
    for index in lines.indices where !lines[index].range.isEmpty {
      let hash = withBytes(of: lines[index]) { KeyHash.hash($0) }
      if let first = places[hash], isEqual(first, index) {
        lines[index].firstOfItsKind = first
      } else {
        places[hash] = index
      }
    }
  }

  private func isEqual(_ a: Int, _ b: Int) -> Bool {
    bytes[lines[a].range].elementsEqual(bytes[lines[b].range])
  }

  func withBytes<Result>(
    of line: Line, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[line.range])) }
  }

  /// Folds a headline as the lines are folded.
  mutating func fold(_ title: String) -> [UInt8] { LineFolding.core(folding.fold(title)) }
}
