/// Keys of features that are looked up together, and at which place what they add goes.
final class FeatureBatch {
  /// A word has fewer: some forty, of each of which a place is one.
  private static let limit = 128
  private(set) var count = 0
  let keys = UnsafeMutablePointer<UInt64>.allocate(capacity: limit)
  let places = UnsafeMutablePointer<Int>.allocate(capacity: limit)
  /// Where a look-up stands: see ``HashIndex/forEachRank(of:ask:_:)``.
  let bounds = UnsafeMutablePointer<SIMD2<UInt32>>.allocate(capacity: limit)

  deinit {
    keys.deallocate()
    places.deallocate()
    bounds.deallocate()
  }

  @inline(__always) func append(_ key: UInt64, _ place: Int) {
    precondition(count < Self.limit, "a word has too many features")
    keys[count] = key
    places[count] = place
    count &+= 1
  }

  func removeAll() { count = 0 }
}
