/// Sets of numbers that are joined, with path halving; the least number of a set is its root (Tarjan, van
/// Leeuwen: Worst-case Analysis of Set Union Algorithms, 1984). Four bytes a number.
struct UnionFind {
  private var parents: [UInt32]

  /// Makes a set of each number below `count`.
  init(count: Int) { parents = (0..<count).map { UInt32($0) } }

  /// The root of a number's set.
  mutating func root(of number: Int) -> Int {
    var number = number
    while parents[number] != number {
      parents[number] = parents[Int(parents[number])]
      number = Int(parents[number])
    }
    return number
  }

  /// Makes one set of two numbers' sets.
  mutating func join(_ a: Int, _ b: Int) {
    let (first, second) = (root(of: a), root(of: b))
    parents[max(first, second)] = UInt32(min(first, second))
  }
}
