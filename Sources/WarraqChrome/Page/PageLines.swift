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
  /// The places, in ``lines``, of those that come again: all but the first of their kind.
  private(set) var repetitions: [Int] = []
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
        let place = isFolded ? range : folded(text, range)
        lines.append(Line(number: number, before: lines.count, range: place, hash: 0))
      }
      self.longest = longest.count
      fingerprint = KeyHash.hash(UnsafeRawBufferPointer(rebasing: text[longest]))
    }
    bytes.withUnsafeBytes { bytes in
      lines.withUnsafeMutableBufferPointer { lines in
        for index in lines.indices { lines[index].finish(in: bytes, of: lines.count) }
      }
    }
    findRepetitions()
  }

  /// Folds a line of a text that nobody has normalised, and gives its range in ``bytes``.
  private mutating func folded(_ text: UnsafeRawBufferPointer, _ range: Range<Int>) -> Range<Int> {
    let start = bytes.count
    if range.count <= ChromeRules.longestLine {
      folding.withFolded(UnsafeRawBufferPointer(rebasing: text[range])) {
        bytes.append(contentsOf: $0)
      }
    }
    return start..<bytes.count
  }

  /// Each line is compared with those before it, by their hashes. Few pages have many lines; a table is made
  /// where they do.
  private mutating func findRepetitions() {
    repetitions.removeAll(keepingCapacity: true)
    if lines.count > Self.fewLines { return findRepetitionsOfMany() }
    bytes.withUnsafeBytes { bytes in
      lines.withUnsafeMutableBufferPointer { lines in
        for index in lines.indices where !lines[index].range.isEmpty {
          for first in 0..<index
          where lines[first].hash == lines[index].hash && lines[first].firstOfItsKind == nil
            && bytes.isEqual(lines[first].range, lines[index].range)
          {
            lines[index].firstOfItsKind = first
            repetitions.append(index)
            break
          }
        }
      }
    }
  }

  private static let fewLines = 32

  private mutating func findRepetitionsOfMany() {
    var places: [UInt64: Int] = [:]
    for index in lines.indices where !lines[index].range.isEmpty {
      if let first = places[lines[index].hash], isEqual(lines[first], lines[index]) {
        lines[index].firstOfItsKind = first
        repetitions.append(index)
      } else {
        places[lines[index].hash] = index
      }
    }
  }

  private func isEqual(_ a: Line, _ b: Line) -> Bool {
    bytes.withUnsafeBytes { $0.isEqual(a.range, b.range) }
  }

  func withBytes<Result>(
    of line: Line, _ body: (UnsafeRawBufferPointer) throws -> Result
  ) rethrows -> Result {
    try bytes.withUnsafeBytes { try body(UnsafeRawBufferPointer(rebasing: $0[line.range])) }
  }

  /// The places of the lines that come again and say what a headline says.
  mutating func repetitions(of headline: UnsafeRawBufferPointer) -> [Int] {
    let (lines, bytes, repetitions) = (lines, bytes, repetitions)
    return folding.withFolded(headline) { folded in
      let core = UnsafeRawBufferPointer(
        rebasing: folded[LineFolding.core(folded, 0..<folded.count)])
      let hash = KeyHash.hash(core)
      return bytes.withUnsafeBytes { bytes in
        repetitions.filter { place in
          lines[place].hash == hash
            && UnsafeRawBufferPointer(rebasing: bytes[lines[place].range]).isEqual(to: core)
        }
      }
    }
  }
}

extension PageLines.Line {
  /// Sets what its bytes and the number of lines say, once all lines are there.
  fileprivate mutating func finish(in bytes: UnsafeRawBufferPointer, of count: Int) {
    after = count - 1 - before
    let isLine = range.count <= ChromeRules.longestLine
    range = isLine ? LineFolding.core(bytes, range) : range.lowerBound..<range.lowerBound
    hash = KeyHash.hash(UnsafeRawBufferPointer(rebasing: bytes[range]))
  }
}
