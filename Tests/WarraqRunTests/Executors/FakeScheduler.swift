import Foundation
import Synchronization

@testable import WarraqRun

/// A scheduler that does what a test tells it: it starts nothing by itself.
final class FakeScheduler: Scheduler {
  struct State {
    var submitted: [Batch] = []
    var cancelled: [Int] = []
    var elements: [Int: ElementState] = [:]
    /// Jobs by the batch's name, for coordinators that lost the handle.
    var jobs: [String: String] = [:]
    var refuses = false
    var isAway = false
    var polls = 0
  }

  struct Away: Error {}

  let name = "fake"
  let state = Mutex(State())

  func check() async throws -> SchedulerFacts { SchedulerFacts() }

  func submit(_ batch: Batch) async throws -> String {
    try state.withLock { state in
      if state.refuses || state.isAway { throw Away() }
      state.submitted.append(batch)
      state.jobs[batch.name] = "job-\(state.submitted.count)"
      return "job-\(state.submitted.count)"
    }
  }

  func find(_ batch: Batch) async throws -> String? {
    try state.withLock { state in
      if state.isAway { throw Away() }
      return state.jobs[batch.name]
    }
  }

  func poll(_ batch: Batch, job: String) async throws -> [Int: ElementState] {
    try state.withLock { state in
      if state.isAway { throw Away() }
      state.polls += 1
      return state.elements
    }
  }

  func cancel(_ batch: Batch, job: String, elements: [Int]) async throws {
    try state.withLock { state in
      if state.isAway { throw Away() }
      state.cancelled += elements
      for element in elements { state.elements[element] = .ended(.stopped("cancelled")) }
    }
  }

  var submitted: [Batch] { state.withLock { $0.submitted } }

  /// The batch that is submitted next, from the number that were before.
  func batch(_ number: Int) async throws -> Batch {
    while true {
      if let batch = state.withLock({ $0.submitted.dropFirst(number).first }) { return batch }
      try await Task.sleep(for: .milliseconds(10))
    }
  }
}
