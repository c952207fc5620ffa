import CWarraqIntrinsics
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
    text.withMemoryRebound(to: UInt8.self) { text in
      guard let bytes = text.baseAddress else { return hash(text) }
      let source = SourceText(bytes: bytes, count: text.count)
      scratch.removeAll(keepingCapacity: true)
      let start = WhiteSpace.skip(source, from: 0)
      let rest = collapse(source, from: start, into: &scratch)
      // A single space at the end is all that can be left to trim.
      var last = UnsafeBufferPointer(rebasing: text[rest...])
      if last.last == 0x20 { last = UnsafeBufferPointer(rebasing: last.dropLast()) }
      // Most normalised texts need no copy.
      if rest == start { return hash(last) }
      scratch.append(contentsOf: last)
      if scratch.last == 0x20 { scratch.removeLast() }
      return scratch.withUnsafeBufferPointer { hash($0) }
    }
  }

  private static func hash(_ text: UnsafeBufferPointer<UInt8>) -> ContentHash {
    let hash = XXH3_128bits(text.baseAddress, text.count)
    return ContentHash(high: hash.high64, low: hash.low64)
  }

  /// Appends `text` from `first` on with white space collapsed, up to the last run of it. Returns
  /// where what comes behind that run begins.
  private static func collapse(
    _ text: SourceText, from first: Int, into result: inout [UInt8]
  ) -> Int {
    var start = first
    var position = first
    while position < text.count {
      position += warraq_find_white_space(text.bytes + position, text.count - position)
      guard position < text.count else { break }
      let next = WhiteSpace.skip(text, from: position)
      guard next > position else {
        position += UTF8Bytes.length(lead: text.bytes[position])
        continue
      }
      let end = position > start && text.bytes[position - 1] == 0x20 ? position - 1 : position
      result.append(
        contentsOf: UnsafeBufferPointer(start: text.bytes + start, count: end - start))
      result.append(0x20)
      start = next
      position = next
    }
    return start
  }
}
