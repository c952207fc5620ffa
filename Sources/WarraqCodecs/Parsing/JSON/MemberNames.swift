/// Lists the members of a JSON object that has been checked, with those of objects directly inside it
/// as dotted paths.
enum MemberNames {
  static func find(_ bytes: UnsafeBufferPointer<UInt8>) -> [String] {
    guard let base = bytes.baseAddress else { return [] }
    var scanner = JSONScanner(bytes, base: base)
    var names: [String] = []
    var stack: [String] = []
    withUnsafeTemporaryAllocation(of: UInt8.self, capacity: JSONScanner.maximumDepth) { nesting in
      guard let nesting = nesting.baseAddress else { return }
      scanner.skipSpace()
      walk(&scanner, nesting, &stack, &names)
    }
    return names
  }

  private static func walk(
    _ scanner: inout JSONScanner, _ nesting: UnsafeMutablePointer<UInt8>, _ stack: inout [String],
    _ names: inout [String]
  ) {
    scanner.position += 1
    if scanner.take(UInt8(ascii: "}")) { return }
    repeat {
      scanner.skipSpace()
      let start = scanner.position + 1
      var hasEscapes = false
      guard scanner.string(hasEscapes: &hasEscapes) else { return }
      var name: [UInt8] = []
      JSONEscapes.append(
        UnsafeBufferPointer(start: scanner.start + start, count: scanner.position - 1 - start),
        hasEscapes: hasEscapes, to: &name)
      stack.append(String(decoding: name, as: UTF8.self))
      names.append(stack.joined(separator: "."))
      guard scanner.take(UInt8(ascii: ":")) else { return }
      scanner.skipSpace()
      if scanner.byte == UInt8(ascii: "{"), stack.count < 3 {
        walk(&scanner, nesting, &stack, &names)
      } else if !scanner.skipValue(nesting, depth: 0) {
        return
      }
      stack.removeLast()
    } while scanner.take(UInt8(ascii: ","))
    _ = scanner.take(UInt8(ascii: "}"))
  }
}
