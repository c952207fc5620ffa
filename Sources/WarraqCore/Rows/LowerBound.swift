extension Array {
  /// The first index whose element is not before what is looked for; the elements that are before it
  /// come first. A binary search.
  @inlinable package func lowerBound(_ isBefore: (Element) -> Bool) -> Int {
    var low = 0
    var high = count
    while low < high {
      let middle = (low + high) / 2
      if isBefore(self[middle]) { low = middle + 1 } else { high = middle }
    }
    return low
  }
}
