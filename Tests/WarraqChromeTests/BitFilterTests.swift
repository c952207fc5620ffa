import Testing

@testable import WarraqChrome

@Suite struct BitFilterTests {
  @Test func `what is inserted is found, in its own set`() {
    var filter = BitFilter(count: 3)
    filter.insert(7, in: 1)
    #expect(filter.test(7, in: 1) == 0b10)
    #expect(filter.test(7, in: 0) == 0 && filter.test(7, in: 2) == 0)
    #expect(filter.test(8, in: 1) == 0)
  }

  @Test func `what is inserted into a copy is not in what it was copied from, nor the other way`() {
    var one = BitFilter(count: 1)
    one.insert(1, in: 0)
    var other = one
    other.insert(2, in: 0)
    one.insert(3, in: 0)
    #expect(one.test(1, in: 0) == 1 && other.test(1, in: 0) == 1)
    #expect(one.test(2, in: 0) == 0 && other.test(3, in: 0) == 0)
  }
}
