/// Keeps the largest of any number of elements, in memory for twice as many as are asked for. Of equal
/// ones those stay that came first.
///
/// Reports ask for every row: compiled for each kind of element, looking at one takes a comparison.
public struct Largest<Element> {
  @usableFromInline let limit: Int
  @usableFromInline var found: [(value: Int, order: Int, element: Element)] = []
  @usableFromInline var count = 0
  /// The value of the last one that stays, once there are more: what is not above it does not.
  @usableFromInline var floor: Int?

  /// Keeps at most `limit` elements.
  @inlinable public init(_ limit: Int) {
    precondition(limit > 0, "what keeps nothing has no largest elements")
    self.limit = limit
  }

  /// Looks at one element; it is made only if it may stay.
  @inlinable public mutating func add(_ element: @autoclosure () -> Element, value: Int) {
    count += 1
    if let floor, value <= floor { return }
    found.append((value, count, element()))
    if found.count >= 2 * limit { trim() }
  }

  /// The elements that stay, largest first.
  @inlinable public var elements: [Element] {
    var copy = self
    copy.trim()
    return copy.found.map(\.element)
  }

  @inlinable mutating func trim() {
    found.sort { $0.value != $1.value ? $0.value > $1.value : $0.order < $1.order }
    guard found.count >= limit else { return }
    found.removeSubrange(limit...)
    floor = found[limit - 1].value
  }
}
