import Testing
import WarraqCore

@Suite struct LargestTests {
  @Test(arguments: [1, 3, 10, 500, 2000])
  func `the largest are those that sorting finds, and of equal ones the first`(limit: Int) {
    var largest = Largest<Int>(limit)
    var all: [(value: Int, index: Int)] = []
    for index in 0..<1000 {
      let value = index * 7919 % 101
      largest.add(index, value: value)
      all.append((value, index))
    }
    all.sort { $0.value != $1.value ? $0.value > $1.value : $0.index < $1.index }
    #expect(largest.elements == all.prefix(limit).map(\.index))
  }

  @Test func `an element that cannot stay is not made`() {
    var largest = Largest<String>(2)
    for value in [9, 8, 7, 6] { largest.add("\(value)", value: value) }
    var isMade = false
    func make() -> String {
      isMade = true
      return "8"
    }
    largest.add(make(), value: 8)
    #expect(!isMade && largest.elements == ["9", "8"])
  }
}
