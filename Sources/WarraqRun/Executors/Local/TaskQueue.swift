/// Tasks waiting for a worker. Workers wait here for tasks.
actor TaskQueue {
  private var waiting: [TaskID] = []
  private var idle: [CheckedContinuation<TaskID?, Never>] = []
  private var isClosed = false

  /// Returns false when nothing is taken any more.
  func add(_ tasks: [TaskID]) -> Bool {
    if isClosed { return false }
    for task in tasks {
      if idle.isEmpty { waiting.append(task) } else { idle.removeFirst().resume(returning: task) }
    }
    return true
  }

  /// The next task; `nil` when there will be none.
  func next() async -> TaskID? {
    if isClosed { return nil }
    if !waiting.isEmpty { return waiting.removeFirst() }
    return await withCheckedContinuation { idle.append($0) }
  }

  /// Returns the tasks that nobody will take any more.
  @discardableResult
  func close() -> [TaskID] {
    isClosed = true
    defer { (waiting, idle) = ([], []) }
    for continuation in idle { continuation.resume(returning: nil) }
    return waiting
  }
}
