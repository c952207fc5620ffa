import Foundation
import Testing
import WarraqTestKit

@testable import WarraqRun

@Suite struct OpenBatchTests {
  private let directory: TemporaryDirectory
  private let run: RunDirectory
  private var open: OpenBatch
  private let now = ContinuousClock.now

  /// One element with tasks 0 and 1.
  init() throws {
    directory = try TemporaryDirectory()
    run = RunDirectory(directory.path)
    let batch = Batch(
      [.of("count", 0), .of("count", 1)], elements: 1, numbersBelow: 1001, stallTimeout: 300)
    try Files.makeDirectory(run.batchDirectory(batch.name))
    open = OpenBatch(batch, job: "34", run: run)
  }

  private func say(_ events: ElementEvent...) throws {
    let writer = try ElementWriter(run.elementFile(open.batch.name, 0))
    for event in events { try writer.write(event) }
  }

  private func task(_ index: Int) -> TaskID { TaskID(phase: "count", index: index) }

  private func ends(_ news: [OpenBatch.News]) -> [Int: TaskEnd] {
    var ends: [Int: TaskEnd] = [:]
    for case .ended(let ticket, let end) in news { ends[ticket.task.index] = end }
    return ends
  }

  /// What the scheduler's word means once the element's file has had time to show.
  private mutating func settle(_ state: ElementState?) -> [Int: TaskEnd] {
    _ = open.take(state.map { [0: $0] } ?? [:], at: now)
    #expect(open.settle(at: now + .seconds(4), after: .seconds(5)).news.isEmpty)
    return ends(open.settle(at: now + .seconds(5), after: .seconds(5)).news)
  }

  @Test mutating func `what an element says is believed, whatever the scheduler thinks`() throws {
    _ = open.take([0: .ended(.stopped("gone"))], at: now)
    try say(
      .began(host: "n1", process: 7), .started(task: task(0)),
      .ended(task: task(0), end: .succeeded),
      .ended(task: task(1), end: .failed(message: "bad", retry: false)), .closed(status: 1))
    #expect(ends(open.read()) == [0: .succeeded, 1: .failed(message: "bad", retry: false)])
    #expect(open.openElements.isEmpty)
  }

  @Test mutating func `tasks of which a lost element said nothing are lost with it`() throws {
    try say(.began(host: "n1", process: 7), .ended(task: task(0), end: .succeeded))
    _ = open.read()
    #expect(settle(.ended(.stopped("node lost"))) == [1: .stopped("node lost (on n1)")])
  }

  @Test mutating func `a task that a lost element never came to has lost no attempt`() throws {
    try say(.began(host: "n1", process: 7), .started(task: task(0)))
    _ = open.read()
    let ends = settle(.ended(.stopped("node lost")))
    #expect(ends == [0: .stopped("node lost (on n1)"), 1: .notBegun])
  }

  @Test mutating func `held elements are told of once`() {
    let batch = Batch(
      [.of("count", 0), .of("count", 1)], elements: 2, numbersBelow: 1001, stallTimeout: 300)
    open = OpenBatch(batch, job: "34", run: run)
    let states = [0: ElementState.held("a is held"), 1: .held("b is held")]
    #expect(open.take(states, at: now) == ["a is held; and 1 more of this batch likewise"])
    #expect(open.take(states, at: now).isEmpty)
  }

  @Test mutating func `an element that the scheduler has forgotten is over`() {
    #expect(settle(nil).count == 2)
  }

  @Test mutating func `an element that starts again goes on with its tasks`() throws {
    try say(
      .began(host: "n1", process: 7), .ended(task: task(0), end: .stopped("told to end")),
      .closed(status: 75))
    #expect(ends(open.read()).isEmpty)
    #expect(open.isDoubtful)
    _ = open.take([0: .waiting("BeginTime")], at: now)
    #expect(open.settle(at: now + .seconds(60), after: .seconds(5)).news.isEmpty)
    try say(
      .began(host: "n2", process: 8), .ended(task: task(0), end: .succeeded),
      .ended(task: task(1), end: .succeeded), .closed(status: 0))
    #expect(ends(open.read()) == [0: .succeeded, 1: .succeeded])
  }

  @Test mutating func `of a task that was told to end the scheduler says whether it comes again`()
    throws
  {
    try say(.began(host: "n1", process: 7), .ended(task: task(0), end: .stopped("after 5 records")))
    _ = open.read()
    #expect(settle(.ended(.stopped("exit status 75")))[0] == .stopped("after 5 records"))
  }

  @Test mutating func `a cancelled element ends its tasks for good, though they were told to end`()
    throws
  {
    try say(.began(host: "n1", process: 7), .ended(task: task(0), end: .stopped("after 5 records")))
    _ = open.read()
    guard
      case .failed(_, retry: false)? = settle(.ended(.failed(message: "cancelled", retry: false)))[
        0]
    else { return #expect(Bool(false), "a cancelled task is tried again") }
  }

  @Test mutating func `half a line is read when it is whole`() throws {
    let path = run.elementFile(open.batch.name, 0)
    let line = try StableJSON.encode(
      ElementEvent.ended(task: task(1), end: .succeeded), pretty: false)
    var reader = ElementReader(path)
    try Data(line.prefix(20)).write(to: URL(fileURLWithPath: path))
    #expect(reader.next().isEmpty)
    try Data(line + [10] + line.prefix(3)).write(to: URL(fileURLWithPath: path))
    #expect(reader.next().count == 1)
    #expect(reader.next().isEmpty)
  }
}
