import Testing

@testable import WarraqRun

@Suite struct SlurmQueueTests {
  /// The state of element 3 of job 34, where squeue says this of it.
  private func state(
    _ state: String, _ reason: String = "None", status: Int = 0, node: String = "n1"
  ) -> ElementState? {
    SlurmQueue("3|\(state)|\(reason)|\(status)|\(node)|warraq-a|\n", job: "34", name: "warraq-a")
      .states[3]
  }

  private func message(_ state: ElementState?) -> String? {
    switch state {
    case .held(let text), .blind(let text), .waiting(let text), .ended(.stopped(let text)),
      .ended(.failed(let text, _)), .ended(.outOfMemory(let text)):
      text
    default: nil
    }
  }

  @Test func `elements wait, run, and are over`() {
    #expect(state("PENDING", "Resources", node: "") == .waiting("Resources"))
    #expect(state("PENDING", "BeginTime", node: "") == .waiting("BeginTime"))
    for name in ["RUNNING", "COMPLETING", "CONFIGURING", "SUSPENDED", "REQUEUED"] {
      #expect(state(name) == .running("n1"), "\(name)")
    }
    guard case .ended(.stopped)? = state("COMPLETED") else {
      return #expect(Bool(false), "without its own word a job that is over has told nothing")
    }
  }

  @Test func `a held job says who holds it and how to let it go`() {
    let held = state("PENDING", "JobHeldAdmin", node: "")
    guard case .held? = held else { return #expect(Bool(false), "\(String(describing: held))") }
    #expect(message(held)?.contains("scontrol release 34_3") == true)
  }

  @Test(arguments: ["launch failed requeued held", "JobHoldMaxRequeue"])
  func `a job that Slurm put away for good is over`(reason: String) {
    guard case .ended(.stopped)? = state("PENDING", reason, node: "") else {
      return #expect(Bool(false), "\(reason)")
    }
  }

  @Test(arguments: [(121, "run directory"), (122, "warraq program"), (127, "library")])
  func `what a node cannot see is named`(code: Int, what: String) {
    let blind = state("FAILED", "NonZeroExitCode", status: code << 8)
    guard case .blind? = blind else { return #expect(Bool(false), "\(String(describing: blind))") }
    #expect(message(blind)?.contains(what) == true)
    #expect(message(blind)?.contains("n1") == true)
  }

  @Test func `reasons are given in words that a person can act on`() {
    #expect(message(state("TIMEOUT", "TimeLimit"))?.contains("--time") == true)
    #expect(message(state("OUT_OF_MEMORY"))?.contains("--memory") == true)
    #expect(message(state("FAILED", "JobLaunchFailure", status: 11))?.contains("signal 11") == true)
    #expect(
      message(state("FAILED", "NonZeroExitCode", status: 3 << 8))?.contains("status 3") == true)
    #expect(message(state("NODE_FAIL"))?.contains("lost its node n1") == true)
  }

  @Test func `a job that somebody cancelled is not started again`() {
    guard case .ended(.failed(_, retry: false))? = state("CANCELLED") else {
      return #expect(Bool(false), "a cancelled job goes on")
    }
  }

  @Test func `lines of another job under the same number do not count`() {
    #expect(SlurmQueue("3|RUNNING|None|0|n1|other|", job: "34", name: "warraq-a").states.isEmpty)
  }

  @Test func `nodes that are blind are remembered`() {
    let text = "1|FAILED|NonZeroExitCode|30976|n2|w|\n2|RUNNING|None|0|n3|w|"
    #expect(SlurmQueue(text, job: "34", name: "w").blindNodes == ["n2"])
  }

  @Test(arguments: [
    ("30", 1800), ("30:10", 1810), ("2:00:00", 7200), ("1-12", 129_600), ("1-12:30", 131_400),
    ("2-0:0:1", 172_801),
  ])
  func `times of Slurm are understood`(text: String, seconds: Int) {
    #expect(SlurmTime.seconds(text) == seconds)
  }

  @Test(arguments: ["", "infinite", "UNLIMITED", "1:2:3:4", "x", "-1", "1-", "1--2", "::"])
  func `what is no time, or has no end, is none`(text: String) {
    #expect(SlurmTime.seconds(text) == nil)
  }
}
