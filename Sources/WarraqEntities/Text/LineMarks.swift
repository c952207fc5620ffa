/// How the marks of its line surround a token: whether it stands in brackets, what kind of mark divides
/// it from what stands before, which comes next. `Troon, Scotland` is two names, and `Autopolis
/// (circuit)` may be one to its end; a few words to either side do not tell.
package struct LineMarks {
  /// The number of each token's surroundings, below ``count``.
  package private(set) var numbers: [UInt8] = []
  /// Nothing, a comma or another divider before; in brackets or not; nothing, a bracket, a comma or
  /// another divider behind.
  static let count = 3 * 2 * 4

  private enum Mark: Int {
    case opening, closing, comma, divider

    /// What it is to the words before it; 0 where it is nothing to them.
    var code: UInt8 { self == .opening ? 1 : self == .comma ? 2 : self == .divider ? 3 : 0 }
  }

  private static let marks: KeyNumbers = {
    var marks = KeyNumbers(smallest: 32)
    let all: [(Mark, String)] = [
      (.opening, "("), (.closing, ")"), (.comma, ", ; ، ؛"), (.divider, "- – : * /"),
    ]
    for (mark, texts) in all {
      for text in texts.split(separator: " ") { marks.insert(WordHash.of(text), mark.rawValue) }
    }
    return marks
  }()

  /// The marks of a line, and what comes next from each on.
  private var found: [(index: Int, mark: Mark, next: UInt8)] = []

  package init() {}

  /// Finds the surroundings of all tokens; `hash` gives that of a mark.
  mutating func find(_ sequence: TokenSequence, _ hash: (Int) -> UInt64) {
    numbers.removeAll(keepingCapacity: true)
    numbers.append(contentsOf: repeatElement(0, count: sequence.tokens.count))
    let marks = Self.marks
    for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
      found.removeAll(keepingCapacity: true)
      sequence.tokens.withUnsafeBufferPointer { tokens in
        for index in start..<end where tokens[index].shape == .punctuation {
          guard let mark = marks.find(hash(index)).flatMap(Mark.init) else { continue }
          found.append((index, mark, 0))
        }
      }
      if !found.isEmpty { fill(start..<end) }
    }
  }

  /// Between two marks all tokens have the same surroundings.
  private mutating func fill(_ line: Range<Int>) {
    var next: UInt8 = 0
    for number in found.indices.reversed() {
      if found[number].mark != .closing { next = found[number].mark.code }
      found[number].next = next
    }
    var (start, before, brackets) = (line.lowerBound, UInt8(0), UInt8(0))
    numbers.withUnsafeMutableBufferPointer { numbers in
      for (number, (index, mark, next)) in found.enumerated() {
        numbers[start..<index].update(repeating: before * 8 + brackets * 4 + next)
        if mark == .opening { brackets = 1 } else if mark == .closing { brackets = 0 }
        let behind = number + 1 < found.count ? found[number + 1].next : 0
        numbers[index] = before * 8 + brackets * 4 + behind
        if brackets == 0, mark == .comma || mark == .divider { before = mark == .comma ? 1 : 2 }
        start = index + 1
      }
      numbers[start..<line.upperBound].update(repeating: before * 8 + brackets * 4)
    }
  }
}
