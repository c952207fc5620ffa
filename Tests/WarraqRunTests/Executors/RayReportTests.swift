import Testing

@testable import WarraqRun

@Suite struct RayReportTests {
  private func report(_ lines: String...) -> RayReport {
    RayReport(Array((lines.joined(separator: "\n") + "\n").utf8))
  }

  private func ended(_ status: Int, _ reason: String? = nil) -> ElementState? {
    let why = reason.map { #", "reason": "\#($0)""# } ?? ""
    return report(#"{"element": 3, "state": "ended", "status": \#(status), "node": "n1"\#(why)}"#)
      .states[3]
  }

  private func message(_ state: ElementState?) -> String {
    switch state {
    case .held(let text), .blind(let text), .waiting(let text), .ended(.stopped(let text)),
      .ended(.failed(let text, _)), .ended(.outOfMemory(let text)), .ended(.crashed(let text, _)):
      text
    default: ""
    }
  }

  @Test func `the last line of an element counts`() {
    let report = report(
      #"{"job": "warraq-a"}"#, #"{"element": 3, "state": "running", "node": "n1"}"#,
      #"{"element": 4, "state": "running", "node": "n2"}"#,
      #"{"element": 3, "state": "lost", "reason": "node n1 died"}"#,
      #"{"element": 4, "state": "ended", "status": 0, "node": "n2"}"#)
    #expect(report.isTaken)
    #expect(report.states[3] == .waiting("node n1 died"))
    guard case .ended(.stopped)? = report.states[4] else {
      return #expect(Bool(false), "without its own word an element that is over has told nothing")
    }
  }

  @Test func `a batch of which nothing is said is not taken, and half a line is none`() {
    #expect(!report().isTaken)
    #expect(!RayReport(Array(#"{"job": "warr"#.utf8)).isTaken)
    #expect(report(#"{"job": "a"}"#, #"{"element": 3, "sta"#).states.isEmpty)
  }

  @Test func `an element that no node can hold is held`() {
    let state = report(#"{"element": 3, "state": "held", "reason": "no node has 64 CPUs"}"#)
      .states[3]
    #expect(state == .held("no node has 64 CPUs"))
  }

  @Test(arguments: [
    (121, "run directory"), (122, "cannot see the warraq program"), (127, "library"),
  ])
  func `a node that cannot see what it needs is blind`(status: Int, words: String) {
    let state = ended(status)
    guard case .blind? = state else { return #expect(Bool(false), "\(String(describing: state))") }
    #expect(message(state).contains(words))
    #expect(message(state).contains("n1"))
  }

  @Test func `a program that cannot be started says why`() {
    #expect(message(ended(122, "Exec format error")).contains("Exec format error"))
  }

  @Test func `memory that Ray took back is named, with what to do`() {
    guard case .ended(.outOfMemory(let text))? = ended(124, "node n1 ran low on memory") else {
      return #expect(Bool(false), "it is no matter of memory")
    }
    #expect(text.contains("node n1 ran low on memory") && text.contains("--memory"))
  }

  @Test func `a signal of its own is told from one that came from outside`() {
    #expect(
      ended(139, "signal 11 (Segmentation fault)")
        == .ended(
          .crashed("element 3 ended on n1 by signal 11 (Segmentation fault)", byItself: true)))
    #expect(
      ended(137, "signal 9 (Killed)")
        == .ended(.crashed("element 3 ended on n1 by signal 9 (Killed)", byItself: false)))
  }

  @Test func `who was cancelled is known apart`() {
    let report = report(
      #"{"element": 3, "state": "ended", "status": 123}"#,
      #"{"element": 4, "state": "ended", "status": 75, "node": "n1"}"#)
    #expect(report.cancelled == [3])
    #expect(message(report.states[4]).contains("told to end"))
  }
}
