import Testing

@testable import WarraqRun

@Suite struct BatchTests {
  private func tickets(_ indices: [Int], phase: String = "count") -> [TaskTicket] {
    indices.map { TaskTicket.of(phase, $0) }
  }

  private func batch(_ tasks: [TaskTicket], elements: Int = 1000, below end: Int = 1001) -> Batch {
    Batch(tasks, elements: elements, numbersBelow: end, stallTimeout: 300)
  }

  @Test func `a task that has an element to itself gives it its number`() {
    let batch = batch(tickets([17, 4, 5]))
    #expect(batch.elements.map(\.number) == [17, 4, 5])
    #expect(batch.ranges == "4-5,17")
  }

  @Test func `1,500 tasks fit into an array of 1,001, each once and in order`() {
    let batch = batch(tickets(Array(0..<1500)), elements: 1001)
    #expect(batch.elements.count == 750)
    #expect(batch.ranges == "0-749")
    #expect(batch.elements.flatMap(\.tasks).map(\.task.index) == Array(0..<1500))
  }

  @Test func `numbers beyond the array's limit, and tasks of two phases, are numbered anew`() {
    #expect(batch(tickets([5, 2000])).ranges == "0-1")
    #expect(batch(tickets([5]) + tickets([5], phase: "split")).ranges == "0-1")
  }

  @Test func `every batch has a name of its own`() {
    #expect(batch(tickets([1])).name != batch(tickets([1])).name)
  }
}

extension TaskTicket {
  /// A ticket for tests.
  static func of(_ phase: String, _ index: Int, key: String = "key") -> TaskTicket {
    TaskTicket(
      task: TaskID(phase: phase, index: index), key: Digest(of: key), generation: 1)
  }
}
