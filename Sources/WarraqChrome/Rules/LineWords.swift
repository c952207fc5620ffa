/// The words of a folded line, between spaces.
struct LineWords: Sequence, IteratorProtocol {
  private var rest: UnsafeRawBufferPointer

  init(_ line: UnsafeRawBufferPointer) { rest = line }

  mutating func next() -> UnsafeRawBufferPointer? {
    guard let start = rest.firstIndex(where: { $0 != 0x20 }) else { return nil }
    let end = rest[start...].firstIndex(of: 0x20) ?? rest.count
    defer { rest = UnsafeRawBufferPointer(rebasing: rest[end...]) }
    return UnsafeRawBufferPointer(rebasing: rest[start..<end])
  }
}
