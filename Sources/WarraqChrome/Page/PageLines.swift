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
    /// Their ``KeyHash``.
    var hash: UInt64
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

  mutating func fill(from document: Document) {
    lines.removeAll(keepingCapacity: true)
    bytes.removeAll(keepingCapacity: true)
    let isFolded = document.analysis.isNormalized
    document.withAnalyzedText { text in
      if isFolded { bytes.append(contentsOf: text) }
      var longest = 0..<0
      TextLines.forEach(in: text) { number, range in
        guard !range.isEmpty else { return }
        if range.count > longest.count { longest = range }
        append(number, isFolded ? range : folded(text, range))
      }
      self.longest = longest.count
      fingerprint = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[longest]))
    }
    for index in lines.indices { lines[index].after = lines.count - 1 - index }
    findRepetitions()
  }

  /// Folds a line of a text that nobody has normalised, and gives its range in ``bytes``.
  private mutating func folded(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    let start = bytes.count
    if range.count <= ChromeRules.longestLine {
      bytes.append(contentsOf: folding.fold(UnsafeRawBufferPointer(rebasing: text[range])))
    }
    return start..<bytes.count
  }

  private mutating func append(_ number: Int, _ range: Range<Int>) {
    bytes.withUnsafeBytes { bytes in
      let isLine = range.count <= ChromeRules.longestLine
      let core = isLine ? LineFolding.core(bytes, range) : range.lowerBound..<range.lowerBound
      let hash = KeyHash.hash(UnsafeRawBufferPointer(rebasing: bytes[core]))
      lines.append(Line(number: number, before: lines.count, range: core, hash: hash))
    }
  }

  /// Each line is compared with those before it, by their hashes. Few pages have many lines; a table is made
  /// where they do.
  private mutating func findRepetitions() {
    if lines.count > Self.fewLines { return findRepetitionsOfMany() }
    for index in lines.indices where !lines[index].range.isEmpty {
      lines[index].firstOfItsKind = lines[..<index].firstIndex {
        $0.hash == lines[index].hash && $0.firstOfItsKind == nil && isEqual($0, lines[index])
      }
    }
  }

  private static let fewLines = 32

  private mutating func findRepetitionsOfMany() {
    var places: [UInt64: Int] = [:]
    for index in lines.indices where !lines[index].range.isEmpty {
      if let first = places[lines[index].hash], isEqual(lines[first], lines[index]) {
        lines[index].firstOfItsKind = first
      } else {
        places[lines[index].hash] = index
      }
    }
  }

  private func isEqual(_ a: Line, _ b: Line) -> Bool {
    bytes[a.range].elementsEqual(bytes[b.range])
  }

  func withBytes<Result>(
    of line: Line, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[line.range])) }
  }

  /// Folds a headline as the lines are folded.
  mutating func fold(_ title: String) -> [UInt8] { LineFolding.core(folding.fold(title)) }
}
