/// Runs of capitalised words, such as may be one name: the last word of `Henrico County Public
/// Schools` says what the first one belongs to. A few small words may stand inside a run.
package struct CapitalRuns {
  /// The run that holds each token, where it has two words or more; else an empty range.
  package private(set) var tokens: [Range<Int>] = []
  package private(set) var layouts: [Layout] = []
  package private(set) var marks = LineMarks()

  package init() {}

  private static let links = WordSet(
    "of the de la le du des von van der den und et & - al el bin ibn y di da del für d".split(
      separator: " "
    ).map { WordHash.of($0) })

  /// Finds the runs of a document; `hash` gives that of a word.
  package mutating func find(_ sequence: TokenSequence, _ hash: (Int) -> UInt64) {
    tokens.removeAll(keepingCapacity: true)
    layouts.removeAll(keepingCapacity: true)
    var counts = Layout.Counts()
    tokens.append(contentsOf: repeatElement(0..<0, count: sequence.tokens.count))
    for (start, end) in zip(sequence.lineStarts, sequence.lineStarts.dropFirst()) {
      let line = start..<end
      let kind = kind(sequence, line, hash)
      layouts.append(Layout(line: kind))
      counts.add(line.count, kind, isFragment: sequence.isFragment(line))
      if kind != .plain { findRuns(sequence, line, hash) }
    }
    marks.find(sequence, hash)
    let document = counts.document
    for index in layouts.indices { layouts[index].document = document }
  }

  /// Lends out what was found without checks: by token, by line, by token.
  @inline(__always) func withPlaces(
    _ body: (
      _ tokens: UnsafePointer<Range<Int>>, _ layouts: UnsafePointer<Layout>,
      _ marks: UnsafePointer<UInt8>
    ) -> Void
  ) {
    tokens.withUnsafeBufferPointer { tokens in
      layouts.withUnsafeBufferPointer { layouts in
        marks.numbers.withUnsafeBufferPointer { marks in
          guard let tokens = tokens.baseAddress, let layouts = layouts.baseAddress,
            let marks = marks.baseAddress
          else { return }
          body(tokens, layouts, marks)
        }
      }
    }
  }

  private mutating func findRuns(
    _ sequence: TokenSequence, _ line: Range<Int>, _ hash: (Int) -> UInt64
  ) {
    var index = line.lowerBound
    while index < line.upperBound {
      guard sequence.tokens[index].shape.isCapitalized else {
        index += 1
        continue
      }
      var end = index + 1
      var next = end
      while next < line.upperBound, next - end <= 2 {
        if sequence.tokens[next].shape.isCapitalized {
          end = next + 1
        } else if !Self.links.contains(hash(next)) {
          break
        }
        next += 1
      }
      if end - index > 1 { for token in index..<end { tokens[token] = index..<end } }
      index = end
    }
  }

  private func kind(
    _ sequence: TokenSequence, _ line: Range<Int>, _ hash: (Int) -> UInt64
  ) -> Layout.Line {
    var capitals = 0
    var others = 0
    for index in line {
      let shape = sequence.tokens[index].shape
      if shape.isCapitalized {
        capitals += 1
      } else if shape == .lower, !Self.links.contains(hash(index)) {
        others += 1
      }
    }
    if capitals == 0 { return .plain }
    return !sequence.isFragment(line) ? .prose : others == 0 ? .title : .fragment
  }
}
