/// Gives tasks to workers as an executor does: in order, each to the worker that is free first.
struct TaskPlacement {
  /// When each worker is free: a heap, the earliest first.
  private var free: [Double]
  /// When the last task ends.
  private(set) var end = 0.0

  init(workers: Int) { free = Array(repeating: 0, count: max(1, workers)) }

  /// Places a task that can begin at a time. Returns when it begins.
  @discardableResult
  mutating func place(_ seconds: Double, from earliest: Double = 0) -> Double {
    let begin = max(free[0], earliest)
    free[0] = begin + seconds
    end = max(end, free[0])
    sink()
    return begin
  }

  private mutating func sink() {
    var place = 0
    while true {
      var least = place
      for child in [2 * place + 1, 2 * place + 2] where child < free.count {
        if free[child] < free[least] { least = child }
      }
      if least == place { return }
      free.swapAt(least, place)
      place = least
    }
  }
}
