/// One record a line. Lines of white space are none.
struct LineCutter: RecordCutter {
  private var scanner: LineScanner

  init(_ scanner: LineScanner) { self.scanner = scanner }

  var position: Int { scanner.position }

  var openRecord: Int? {
    scanner.isSkipping || scanner.lineStart == scanner.position ? nil : scanner.lineStart
  }

  mutating func next(in window: Window) -> CutEvent {
    while true {
      switch scanner.next(in: window) {
      case .line(let line):
        if !line.isBlank { return .record(line.start..<line.end) }
      case .needMore: return .needMore(from: openRecord ?? position)
      case .notOwned: return .done
      }
    }
  }

  mutating func interrupt() { scanner.interrupt() }
}
