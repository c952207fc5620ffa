/// A value for every code point, made page by page when a page is first looked at, so that start-up
/// pays for the scripts that a text holds and for no others.
///
/// One thread at a time: looking up may build a page.
final class CodePointTable<Value: BitwiseCopyable> {
  private let pages: UnsafeMutableBufferPointer<UnsafeMutablePointer<Value>?>

  private static var pageSize: Int { 256 }

  init() {
    pages = .allocate(capacity: 0x11_0000 / Self.pageSize)
    pages.initialize(repeating: nil)
  }

  deinit {
    for page in pages { page?.deallocate() }
    pages.deallocate()
  }

  /// The value of a code point. `make` is called once for each of a page's 256.
  @inline(__always) func value(of codePoint: UInt32, make: (UInt32) -> Value) -> Value {
    let page = pages[Int(codePoint >> 8)] ?? build(page: codePoint >> 8, make)
    return page[Int(codePoint & 0xFF)]
  }

  @inline(never) private func build(
    page: UInt32, _ make: (UInt32) -> Value
  ) -> UnsafeMutablePointer<Value> {
    let values = UnsafeMutablePointer<Value>.allocate(capacity: Self.pageSize)
    for index in 0..<Self.pageSize {
      (values + index).initialize(to: make(page << 8 | UInt32(index)))
    }
    pages[Int(page)] = values
    return values
  }
}
