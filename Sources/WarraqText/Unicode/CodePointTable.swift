/// A value for every code point, made when it is first looked at, so that start-up pays for the
/// characters that a text holds and for no others.
///
/// One thread at a time: looking up may change the table.
final class CodePointTable<Value: BitwiseCopyable> {
  private let pages: UnsafeMutableBufferPointer<UnsafeMutablePointer<Value?>?>

  private static var pageSize: Int { 256 }

  init() {
    pages = .allocate(capacity: 0x11_0000 / Self.pageSize)
    pages.initialize(repeating: nil)
  }

  deinit {
    for page in pages { page?.deallocate() }
    pages.deallocate()
  }

  /// The value of a code point. `make` is called when it is not known yet.
  @inline(__always) func value(of codePoint: UInt32, make: (UInt32) -> Value) -> Value {
    if let page = pages[Int(codePoint >> 8)], let value = page[Int(codePoint & 0xFF)] {
      return value
    }
    return add(codePoint, make(codePoint))
  }

  @inline(never) private func add(_ codePoint: UInt32, _ value: Value) -> Value {
    let index = Int(codePoint >> 8)
    let page = pages[index] ?? .allocate(capacity: Self.pageSize)
    if pages[index] == nil {
      page.initialize(repeating: nil, count: Self.pageSize)
      pages[index] = page
    }
    page[Int(codePoint & 0xFF)] = value
    return value
  }
}
