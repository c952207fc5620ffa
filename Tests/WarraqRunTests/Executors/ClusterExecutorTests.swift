import Foundation
import Synchronization
import Testing
import WarraqTestKit

@testable import WarraqRun

@Suite(.timeLimit(.minutes(1))) struct ClusterExecutorTests {
  private let directory: TemporaryDirectory
  private let run: RunDirectory
  private let scheduler = FakeScheduler()
  private let tickets = [TaskTicket.of("count", 0), TaskTicket.of("count", 1)]

  init() throws {
    directory = try TemporaryDirectory()
    run = RunDirectory(directory.path)
    for ticket in tickets { try Files.makeDirectory(run.taskDirectory(ticket.task)) }
    scheduler.state.withLock { $0.elements = [0: .running("n1"), 1: .running("n1")] }
  }

  private func executor() -> ClusterExecutor {
    ClusterExecutor(
      run: run, scheduler: scheduler, facts: SchedulerFacts(),
      settings: ClusterExecutor.Settings(stallTimeout: 300, lag: 0.2))
  }

  /// Does what an element does.
  private func say(_ batch: Batch, _ element: Int, _ events: ElementEvent...) throws {
    let writer = try ElementWriter(run.elementFile(batch.name, element))
    for event in events { try writer.write(event) }
  }

  private func publish(_ ticket: TaskTicket) throws {
    let path = run.manifestFile(ticket.task, key: ticket.key, generation: ticket.generation)
    try Files.replace(path, with: [])
  }

  private func succeed(_ batch: Batch, _ element: Int) throws {
    try publish(tickets[element])
    try say(
      batch, element, .began(host: "n1", process: 1),
      .ended(task: tickets[element].task, end: .succeeded), .closed(status: 0))
  }

  /// The ends of so many tasks.
  private func ends(_ count: Int, of executor: ClusterExecutor) async -> [Int: TaskEnd] {
    var ends: [Int: TaskEnd] = [:]
    for await event in executor.events {
      guard case .ended(let task, let end) = event else { continue }
      ends[task.index] = end
      if ends.count == count { break }
    }
    return ends
  }

  @Test func `tasks that come together are one job, and leave nothing when they succeed`()
    async throws
  {
    let executor = executor()
    await executor.submit(tickets)
    let batch = try await scheduler.batch(0)
    #expect(batch.elements.map(\.number) == [0, 1])
    try succeed(batch, 0)
    try succeed(batch, 1)
    #expect(await ends(2, of: executor) == [0: .succeeded, 1: .succeeded])
    await executor.stop()
    #expect(scheduler.submitted.count == 1)
    #expect(Files.list(run.clusterDirectory).isEmpty)
  }

  @Test func `a coordinator that was killed finds its tasks again, and begins none twice`()
    async throws
  {
    let first = executor()
    await first.submit(tickets)
    let batch = try await scheduler.batch(0)
    try succeed(batch, 0)
    await first.leave()

    let second = executor()
    #expect(try await second.attach() == ["job-1"])
    #expect(await second.underWay(tickets[1].task, key: tickets[1].key) == 1)
    #expect(await second.underWay(tickets[1].task, key: Digest(of: "another")) == nil)
    await second.submit([tickets[1]])
    try succeed(batch, 1)
    #expect(await ends(1, of: second) == [1: .succeeded])
    await second.stop()
    #expect(scheduler.submitted.count == 1)
  }

  @Test func `a job whose name was not noted down in time is found by the batch`() async throws {
    let first = executor()
    await first.submit(tickets)
    let batch = try await scheduler.batch(0)
    await first.leave()
    Files.remove(run.handleFile(batch.name))
    let second = executor()
    #expect(try await second.attach() == ["job-1"])

    Files.remove(run.handleFile(batch.name))
    scheduler.state.withLock { $0.jobs = [:] }
    #expect(try await executor().attach() == [], "it was never submitted")
    #expect(run.openBatches().isEmpty)
  }

  @Test func `an order that has changed ends what runs for the old one`() async throws {
    let first = executor()
    await first.submit(tickets)
    _ = try await scheduler.batch(0)
    await first.leave()
    let second = executor()
    _ = try await second.attach()
    await second.submit([.of("count", 0, key: "changed")])
    _ = try await scheduler.batch(1)
    #expect(scheduler.state.withLock { $0.cancelled } == [0])
    await second.leave()
  }

  @Test func `a task whose manifest shows late is done when it shows`() async throws {
    let executor = executor()
    await executor.submit([tickets[0]])
    let batch = try await scheduler.batch(0)
    try say(batch, 0, .ended(task: tickets[0].task, end: .succeeded), .closed(status: 0))
    try await Task.sleep(for: .milliseconds(400))
    try publish(tickets[0])
    #expect(await ends(1, of: executor) == [0: .succeeded])
    await executor.stop()
  }

  @Test func `a machine that cannot see the run is only one machine`() async throws {
    scheduler.state.withLock { $0.elements = [0: .blind("n1 cannot see it"), 1: .waiting("")] }
    let executor = executor()
    await executor.submit(tickets)
    let batch = try await scheduler.batch(0)
    try await Task.sleep(for: .milliseconds(1200))
    try succeed(batch, 1)
    var ends: [Int: TaskEnd] = [:]
    for await event in executor.events {
      if case .unusable(let why) = event { Issue.record("\(why)") }
      if case .ended(let task, let end) = event { ends[task.index] = end }
      if ends.count == 2 { break }
    }
    #expect(ends == [0: .stopped("n1 cannot see it"), 1: .succeeded])
    await executor.stop()
  }

  @Test func `when no machine can see the run, the run is told so once`() async throws {
    scheduler.state.withLock {
      $0.elements = [0: .blind("n1 cannot see it"), 1: .blind("n2 cannot see it")]
    }
    let executor = executor()
    await executor.submit(tickets)
    var why: String?
    for await event in executor.events {
      if case .unusable(let text) = event {
        why = text
        break
      }
    }
    #expect(why == "n1 cannot see it")
    await executor.stop()
    #expect(scheduler.state.withLock { $0.cancelled.sorted() } == [0, 1])
  }

  @Test func `a scheduler that refuses a job ends the run with its words`() async throws {
    scheduler.state.withLock { $0.refuses = true }
    let executor = executor()
    await executor.submit(tickets)
    var isTold = false
    for await event in executor.events {
      if case .unusable = event {
        isTold = true
        break
      }
    }
    #expect(isTold)
    await executor.stop()
  }

  @Test func `a scheduler that is away is waited for`() async throws {
    let executor = executor()
    await executor.submit(tickets)
    let batch = try await scheduler.batch(0)
    scheduler.state.withLock { $0.isAway = true }
    try await Task.sleep(for: .milliseconds(800))
    try succeed(batch, 0)
    try succeed(batch, 1)
    #expect(await ends(2, of: executor) == [0: .succeeded, 1: .succeeded])
    scheduler.state.withLock { $0.isAway = false }
    await executor.stop()
  }

  @Test func `a scheduler that is away gets its jobs when it is back`() async throws {
    scheduler.state.withLock { $0.isAway = true }
    let executor = executor()
    await executor.submit(tickets)
    try await Task.sleep(for: .milliseconds(800))
    scheduler.state.withLock { $0.isAway = false }
    _ = try await scheduler.batch(0)
    await executor.stop()
    for await event in executor.events {
      if case .unusable(let why) = event { Issue.record("\(why)") }
    }
  }

  @Test func `a stop while the scheduler is away leaves the jobs to the next coordinator`()
    async throws
  {
    let first = executor()
    await first.submit(tickets)
    _ = try await scheduler.batch(0)
    scheduler.state.withLock { $0.isAway = true }
    await first.stop()
    scheduler.state.withLock { $0.isAway = false }
    let second = executor()
    #expect(try await second.attach() == ["job-1"])
    await second.stop()
  }

  @Test func `a run that only makes progress asks the scheduler seldom`() async throws {
    let executor = executor()
    await executor.submit(tickets)
    let batch = try await scheduler.batch(0)
    for count in 0..<40 {
      try say(batch, 0, .progress(task: tickets[0].task, records: count, bytes: 0))
      try await Task.sleep(for: .milliseconds(100))
    }
    await executor.leave()
    #expect(scheduler.state.withLock { $0.polls } <= 5)
  }

  @Test func `probes end with the run`() async throws {
    scheduler.state.withLock { $0.elements = [0: .running("n1")] }
    let executor = executor()
    async let probe = executor.probe(tickets[0], records: 0..<8)
    _ = try await scheduler.batch(0)
    await executor.stop()
    #expect(await probe == .hung)
    #expect(await executor.probe(tickets[0], records: 0..<4) == .hung)
  }

  @Test func `a probe of an earlier coordinator is no attempt at its task`() async throws {
    let first = executor()
    async let probe = first.probe(tickets[0], records: 0..<8)
    _ = try await scheduler.batch(0)
    await first.leave()
    _ = await probe
    let second = executor()
    #expect(try await second.attach() == [])
    #expect(await second.underWay(tickets[0].task, key: tickets[0].key) == nil)
    #expect(run.openBatches().isEmpty)
    #expect(scheduler.state.withLock { $0.cancelled } == [0])
  }

  @Test func `a stop cancels what runs and keeps its words`() async throws {
    let executor = executor()
    await executor.submit(tickets)
    let batch = try await scheduler.batch(0)
    await executor.stop()
    #expect(scheduler.state.withLock { $0.cancelled.sorted() } == [0, 1])
    #expect(Files.exists(run.closedFile(batch.name)))
    #expect(run.openBatches().isEmpty)
  }

  @Test func `pieces of a stream are told together, when the split is over`() async throws {
    let split = TaskTicket.of("split", 0)
    try Files.makeDirectory(run.taskDirectory(split.task))
    let executor = executor()
    await executor.submit([split])
    let batch = try await scheduler.batch(0)
    try publish(split)
    try say(
      batch, 0, .published(task: split.task, piece: 0), .published(task: split.task, piece: 1),
      .ended(task: split.task, end: .succeeded), .closed(status: 0))
    var told: [String] = []
    for await event in executor.events {
      switch event {
      case .published(_, let piece): told.append("piece \(piece)")
      case .ended: told.append("end")
      default: continue
      }
      if told.last == "end" { break }
    }
    #expect(told == ["piece 0", "piece 1", "end"])
    await executor.stop()
  }
}
