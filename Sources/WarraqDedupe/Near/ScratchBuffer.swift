/// Memory that is used over and over, for one document at a time: its own, so that nothing is checked
/// and no reference counted for each element.
struct ScratchBuffer<Element: BitwiseCopyable>: ~Copyable {
  private var elements = UnsafeMutableBufferPointer<Element>.allocate(capacity: 0)

  deinit { elements.deallocate() }

  /// Room for `count` elements, whose values are not defined. Valid until the next call.
  mutating func room(for count: Int) -> UnsafeMutableBufferPointer<Element> {
    if elements.count < count {
      elements.deallocate()
      elements = .allocate(capacity: count * 2)
    }
    return UnsafeMutableBufferPointer(rebasing: elements[..<count])
  }
}
