/// The whole input is one record.
struct DocumentCutter: RecordCutter {
  private let start: Int
  private(set) var position: Int
  private var isDone = false

  init(start: Int) {
    self.start = start
    position = start
  }

  var openRecord: Int? { isDone || position <= start ? nil : start }

  mutating func next(in window: Window) -> CutEvent {
    if isDone { return .done }
    position = window.end
    guard window.isEnd else { return .needMore(from: start) }
    isDone = true
    return position > start ? .record(start..<position) : .done
  }

  mutating func interrupt() { isDone = true }
}
