import Glibc

/// Finds gzip members. Nothing in the format marks where a member ends, so candidates are found by
/// their headers and made certain by decoding from member to member.
enum GzipUnits: UnitFinder {
  static func begins(_ bytes: UnsafeRawBufferPointer) -> Bool {
    // Reserved flags must be zero (RFC 1952, 2.3.1.2).
    bytes.count >= 4 && hasMagic(bytes) && bytes[2] == 8 && bytes[3] & 0xE0 == 0
  }

  static func hasMagic(_ bytes: UnsafeRawBufferPointer) -> Bool {
    bytes[0] == 0x1F && bytes[1] == 0x8B
  }

  static func resume(after start: Int, in file: MappedFile) -> Int {
    candidate(from: start + 1, in: file) ?? file.bytes.count
  }

  static func all(in file: MappedFile) -> [InputDescription.Division] {
    let count = file.bytes.count
    guard count > 0 else { return [] }
    guard candidate(from: 1, in: file) != nil else {
      return [InputDescription.Division(begin: 0, end: count, rawBytes: nil)]
    }
    return walk(file)
  }

  /// Decodes the whole file once. A damaged member ends where the next candidate begins.
  private static func walk(_ file: MappedFile) -> [InputDescription.Division] {
    let stream = DecodedStream(file: file, codec: .gzip, begin: 0, end: file.bytes.count)
    let scratch = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 18, alignment: 64)
    defer { scratch.deallocate() }
    var units: [InputDescription.Division] = []
    var decoded = 0
    stream.unitEnded = { begin, end, total in
      units.append(InputDescription.Division(begin: begin, end: end, rawBytes: total - decoded))
      decoded = total
    }
    while stream.read(into: scratch) != .end {}
    return units
  }

  /// The first place at or after `from` where a member seems to begin: its header is well formed and
  /// some kilobytes behind it can be inflated.
  private static func candidate(from: Int, in file: MappedFile) -> Int? {
    let bytes = file.bytes
    guard let base = bytes.baseAddress else { return nil }
    var position = from
    var released = from
    while position < bytes.count,
      let hit = memchr(base + position, 0x1F, bytes.count - position)
    {
      position = base.distance(to: UnsafeRawPointer(hit))
      let rest = UnsafeRawBufferPointer(rebasing: bytes[position...])
      if begins(rest), inflatesWell(rest) { return position }
      position += 1
      if position - released > 1 << 24 {
        file.release(released..<position)
        released = position
      }
    }
    return nil
  }

  private static func inflatesWell(_ bytes: UnsafeRawBufferPointer) -> Bool {
    let output = UnsafeMutableRawBufferPointer.allocate(byteCount: 16 << 10, alignment: 64)
    defer { output.deallocate() }
    let sample = UnsafeRawBufferPointer(rebasing: bytes.prefix(16 << 10))
    let step = GzipDecoder().decode(sample, into: output)
    switch step.state {
    case .more: return step.produced > 0
    case .unitEnd: return true
    case .damaged: return false
    }
  }
}
