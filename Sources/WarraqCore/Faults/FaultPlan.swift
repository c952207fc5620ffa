import Glibc

/// The faults that the environment asks for. Empty in every run that is not a test.
struct FaultPlan: Sendable {
  /// One fault: at a named point of one task, or of all that `*` stands for.
  struct Fault: Equatable, Sendable {
    var point: String
    var phase: String
    var index: String
    var action: FaultAction

    func matches(point: String, task: String) -> Bool {
      guard self.point == point else { return false }
      let parts = task.split(separator: "/", maxSplits: 1, omittingEmptySubsequences: false)
      let given = (phase: parts.first ?? "", index: parts.count > 1 ? parts[1] : "")
      return (phase == "*" || phase == given.phase) && (index == "*" || index == given.index)
    }
  }

  /// A fault that strikes whenever a text holds the marker.
  struct TextFault: Equatable, Sendable {
    var marker: [UInt8]
    var action: FaultAction
  }

  var faults: [Fault] = []
  var textFault: TextFault?
  /// Holds one token file for each fault and task that has struck.
  var directory: String?

  /// Reads `WARRAQ_FAULT`, `WARRAQ_FAULT_TEXT` and `WARRAQ_FAULT_DIR`.
  static func fromEnvironment() -> FaultPlan {
    FaultPlan(
      faults: variable("WARRAQ_FAULT"), text: variable("WARRAQ_FAULT_TEXT"),
      directory: variable("WARRAQ_FAULT_DIR"))
  }

  init(faults: String?, text: String?, directory: String?) {
    self.faults = (faults ?? "").split(separator: ",").map { Self.fault(String($0)) }
    self.textFault = text.map(Self.textFault)
    self.directory = directory
  }

  /// A misspelt fault would make a test pass that tests nothing, so it is a programming error.
  private static func fault(_ spelling: String) -> Fault {
    let parts = spelling.split(separator: ":", omittingEmptySubsequences: false).map(String.init)
    guard parts.count == 4, let action = FaultAction(rawValue: parts[3]) else {
      preconditionFailure("WARRAQ_FAULT wants point:phase:index:action, not \(spelling)")
    }
    return Fault(point: parts[0], phase: parts[1], index: parts[2], action: action)
  }

  private static func textFault(_ spelling: String) -> TextFault {
    guard let colon = spelling.lastIndex(of: ":"), colon != spelling.startIndex,
      let action = FaultAction(rawValue: String(spelling[spelling.index(after: colon)...]))
    else { preconditionFailure("WARRAQ_FAULT_TEXT wants marker:action, not \(spelling)") }
    return TextFault(marker: Array(spelling[..<colon].utf8), action: action)
  }

  private static func variable(_ name: String) -> String? {
    getenv(name).map { String(cString: $0) }.flatMap { $0.isEmpty ? nil : $0 }
  }

  /// What strikes now. With a directory a fault strikes each task once, so that a retry succeeds.
  func strike(at point: String, task: String) -> FaultAction? {
    for fault in faults where fault.matches(point: point, task: task) {
      if isFirst(fault, task: task) { return fault.action }
    }
    return nil
  }

  func strike(text: UnsafeRawBufferPointer) -> FaultAction? {
    guard let textFault, textFault.marker.count <= text.count else { return nil }
    let found = textFault.marker.withUnsafeBytes { Self.contains($0, in: text) }
    return found ? textFault.action : nil
  }

  private static func contains(
    _ marker: UnsafeRawBufferPointer, in text: UnsafeRawBufferPointer
  ) -> Bool {
    (0...text.count - marker.count).contains { start in
      text[start] == marker[0]
        && text[start..<start + marker.count].elementsEqual(marker)
    }
  }

  private func isFirst(_ fault: Fault, task: String) -> Bool {
    guard let directory else { return true }
    let name = "\(fault.point)-\(task)-\(fault.action.rawValue)"
    let safe = String(name.map { $0 == "/" ? "-" : $0 })
    let token = open("\(directory)/\(safe)", O_CREAT | O_EXCL | O_WRONLY | O_CLOEXEC, 0o644)
    if token < 0 { return false }
    close(token)
    return true
  }
}
