import CXXHash
public import WarraqCore

/// The hash of a text with white space collapsed: every run of it becomes one space, and none is
/// left at either end. XXH3-128 with seed 0 (https://xxhash.com), the same on every machine.
public func contentHash(of text: UnsafeRawBufferPointer) -> ContentHash {
  var collapsed: [UInt8] = []
  return ContentHasher.hash(text, scratch: &collapsed)
}

/// Hashes texts one after the other without allocating for each.
enum ContentHasher {
  static func hash(_ text: UnsafeRawBufferPointer, scratch: inout [UInt8]) -> ContentHash {
    scratch.removeAll(keepingCapacity: true)
    text.withMemoryRebound(to: UInt8.self) { collapse($0, into: &scratch) }
    let hash = scratch.withUnsafeBytes { XXH3_128bits($0.baseAddress, $0.count) }
    return ContentHash(high: hash.high64, low: hash.low64)
  }

  /// Appends `text` with white space collapsed. Single spaces are copied along with what is around
  /// them, so that most of a text goes in long copies.
  private static func collapse(_ text: UnsafeBufferPointer<UInt8>, into result: inout [UInt8]) {
    guard let base = text.baseAddress else { return }
    var start = skipSpace(base, from: 0, to: text.count)
    var position = start
    while position < text.count {
      guard WhiteSpace.leads[Int(base[position])] else {
        position += 1
        continue
      }
      let length = WhiteSpace.length(base + position, available: text.count - position)
      if length == 0 {
        position += UTF8Bytes.length(lead: base[position])
        continue
      }
      let next = skipSpace(base, from: position + length, to: text.count)
      let isPlain = next == position + 1 && base[position] == 0x20 && next < text.count
      if !isPlain {
        result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start..<position]))
        if next < text.count { result.append(0x20) }
        start = next
      }
      position = next
    }
    if start < text.count {
      result.append(contentsOf: UnsafeBufferPointer(rebasing: text[start...]))
    }
  }

  private static func skipSpace(
    _ base: UnsafePointer<UInt8>, from start: Int, to end: Int
  ) -> Int {
    var position = start
    while position < end {
      let length = WhiteSpace.length(base + position, available: end - position)
      if length == 0 { break }
      position += length
    }
    return position
  }
}
