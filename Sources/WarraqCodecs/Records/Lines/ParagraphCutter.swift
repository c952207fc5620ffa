/// One record for what stands between blank lines.
///
/// A paragraph belongs to the shard that owns the blank line before it.
struct ParagraphCutter: RecordCutter {
  private var scanner: LineScanner
  private var start: Int?
  private var end = 0
  /// Whether the lines up to the next blank one belong to the shard before, or to a lost paragraph.
  private var isInside: Bool
  /// Whether the line before was blank and owned, so that a paragraph behind it is owned too.
  private var isBehindBlank = false
  private var isDone = false

  init(_ scanner: LineScanner, isInside: Bool) {
    self.scanner = scanner
    self.isInside = isInside
  }

  var position: Int { scanner.position }

  var openRecord: Int? {
    if let start { return start }
    let hasPart = scanner.lineStart < scanner.position
    return isInside || scanner.isSkipping || !hasPart ? nil : scanner.lineStart
  }

  mutating func next(in window: Window) -> CutEvent {
    while !isDone {
      switch scanner.next(in: window, pastEnd: start != nil || isBehindBlank) {
      case .line(let line):
        if let record = take(line, in: window) { return .record(record) }
      case .needMore: return .needMore(from: openRecord ?? position)
      case .notOwned:
        isDone = true
        if let start { return .record(start..<end) }
      }
    }
    return .done
  }

  mutating func interrupt() {
    scanner.interrupt()
    start = nil
    isInside = true
    isBehindBlank = false
  }

  /// Adds a line; returns the paragraph that it ends.
  private mutating func take(_ line: LineScanner.Line, in window: Window) -> Range<Int>? {
    guard line.isBlank else {
      isBehindBlank = false
      if !isInside {
        start = start ?? line.start
        end = line.end
      }
      return nil
    }
    let record = start.map { $0..<end }
    start = nil
    isInside = false
    isBehindBlank = scanner.owns(line.start, sliceEnd: window.sliceEnd)
    isDone = !isBehindBlank
    return record
  }
}
