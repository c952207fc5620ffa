/// Tells of tokens, asked for in their order, in which line each stands.
struct LinePlaces {
  private let starts: [Int]
  private var line = 0
  private var range: Range<Int>

  /// `starts` is ``TokenSequence/lineStarts``. No line is empty.
  init(_ starts: [Int]) {
    self.starts = starts
    range = starts.count > 1 ? starts[0]..<starts[1] : 0..<0
  }

  @inline(__always) mutating func line(of token: Int) -> (number: Int, range: Range<Int>) {
    if token == range.upperBound {
      line += 1
      range = starts[line]..<starts[line + 1]
    }
    return (line, range)
  }
}
