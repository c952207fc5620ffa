import Testing

@testable import WarraqRun

@Suite struct TaskPlacementTests {
  @Test func `tasks go in order, each to whoever is free first`() {
    var placement = TaskPlacement(workers: 2)
    let begins = [4.0, 1, 1, 1, 5].map { placement.place($0) }
    #expect(begins == [0, 0, 1, 2, 3])
    #expect(placement.end == 8)
  }

  @Test func `a task waits until what it reads is there`() {
    var placement = TaskPlacement(workers: 2)
    placement.place(10)
    #expect(placement.place(1, from: 3) == 3)
    #expect(placement.place(1, from: 2) == 4)
    #expect(placement.end == 10)
  }

  @Test(arguments: [1, 2, 3, 7, 64]) func `as many equal tasks as workers end together`(
    workers: Int
  ) {
    var placement = TaskPlacement(workers: workers)
    for _ in 0..<3 * workers { placement.place(2) }
    #expect(placement.end == 6)
    placement.place(2)
    #expect(placement.end == 8)
  }
}
