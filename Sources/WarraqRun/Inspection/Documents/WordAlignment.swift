/// Which words have to go from one text, and to come in, to make another of it: the fewest possible.
///
/// E. W. Myers, "An O(ND) Difference Algorithm and Its Variations" (1986), in linear space: the middle
/// of a shortest path is found from both ends, and both halves are treated alike (section 4b).
struct WordAlignment {
  private(set) var isRemoved: [Bool]
  private(set) var isAdded: [Bool]
  private let a: [Int]
  private let b: [Int]

  init(_ old: [ArraySlice<UInt8>], _ new: [ArraySlice<UInt8>]) {
    var numbers: [ArraySlice<UInt8>: Int] = [:]
    func number(_ word: ArraySlice<UInt8>) -> Int {
      if let known = numbers[word] { return known }
      numbers[word] = numbers.count
      return numbers.count - 1
    }
    a = old.map(number)
    b = new.map(number)
    isRemoved = [Bool](repeating: false, count: a.count)
    isAdded = [Bool](repeating: false, count: b.count)
    align(a.indices, b.indices)
  }

  private mutating func align(_ old: Range<Int>, _ new: Range<Int>) {
    var (old, new) = (old, new)
    while let x = old.first, let y = new.first, a[x] == b[y] {
      (old, new) = (old.dropFirst(), new.dropFirst())
    }
    while let x = old.last, let y = new.last, a[x] == b[y] {
      (old, new) = (old.dropLast(), new.dropLast())
    }
    guard !old.isEmpty, !new.isEmpty else {
      for x in old { isRemoved[x] = true }
      for y in new { isAdded[y] = true }
      return
    }
    let (x, y) = middle(old, new)
    align(old.lowerBound..<x, new.lowerBound..<y)
    align(x..<old.upperBound, y..<new.upperBound)
  }

  /// A point on a shortest path, about half of its edits from either end.
  private func middle(_ old: Range<Int>, _ new: Range<Int>) -> (Int, Int) {
    let (n, m) = (old.count, new.count)
    var forward = Frontier(n, m)
    var backward = Frontier(n, m)
    let isOdd = (n - m) % 2 != 0
    for edits in 0...(n + m + 1) / 2 {
      let ahead = forward.advance(edits, meeting: isOdd ? backward : nil) { x, y in
        a[old.lowerBound + x] == b[new.lowerBound + y]
      }
      if let (x, y) = ahead { return (old.lowerBound + x, new.lowerBound + y) }
      let behind = backward.advance(edits, meeting: isOdd ? nil : forward) { x, y in
        a[old.upperBound - 1 - x] == b[new.upperBound - 1 - y]
      }
      if let (x, y) = behind { return (old.upperBound - x, new.upperBound - y) }
    }
    preconditionFailure("two texts are at most as many edits apart as they have words")
  }
}

/// How far paths of so many edits come from one corner, by diagonal: x steps along the old text and
/// x - diagonal along the new one.
private struct Frontier {
  private let n: Int
  private let m: Int
  private var furthest: [Int]
  private static let nowhere = -1

  init(_ n: Int, _ m: Int) {
    self.n = n
    self.m = m
    furthest = [Int](repeating: Self.nowhere, count: 2 * (n + m) + 5)
    self[1] = 0
  }

  private subscript(diagonal: Int) -> Int {
    get { furthest[diagonal + n + m + 2] }
    set { furthest[diagonal + n + m + 2] = newValue }
  }

  /// Goes on by one edit, and gives the point where a path meets one from the other corner.
  mutating func advance(
    _ edits: Int, meeting other: Frontier?, isSame: (Int, Int) -> Bool
  ) -> (Int, Int)? {
    for diagonal in stride(from: -edits, through: edits, by: 2) {
      var x = Self.nowhere
      let (fromAdded, fromRemoved) = (self[diagonal + 1], self[diagonal - 1])
      if fromAdded != Self.nowhere, fromAdded - diagonal <= m { x = fromAdded }
      if fromRemoved != Self.nowhere, fromRemoved < n { x = max(x, fromRemoved + 1) }
      guard x != Self.nowhere else {
        self[diagonal] = x
        continue
      }
      while x < n, x - diagonal < m, isSame(x, x - diagonal) { x += 1 }
      self[diagonal] = x
      if let other, case let opposite = other[n - m - diagonal], opposite != Self.nowhere,
        x + opposite >= n
      {
        return (x, x - diagonal)
      }
    }
    return nil
  }
}
